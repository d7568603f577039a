package dev.pedigree.ingestion;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.pedigree.catalog.DatasetNaming;
import dev.pedigree.catalog.Urn;

/**
 * Maps the web address of a dataset to its key in the catalog. All pages of a dataset on
 * the Hugging Face Hub or Kaggle have one key, whichever version they show.
 */
public final class DatasetAddress {

	private static final Pattern HUB = Pattern.compile("(?:https?://(?:www\\.)?(?:huggingface|hf)\\.co|hf:/)/datasets/"
			+ "([\\w.-]+(?:/(?!(?:tree|blob|resolve|raw|viewer|discussions|commits?)(?:[/?#]|$))[\\w.-]+)?)(?:[@/?#].*)?");

	private static final Pattern KAGGLE = Pattern.compile("(https?://www\\.kaggle\\.com/datasets/[^/]+/[^/?#]+).*");

	private static final Pattern ID = Pattern.compile("[?&]((?:id|persistentId)=[^&#\\s]+)");

	private DatasetAddress() {
	}

	/** Returns the key; an id in the query is part of the name. */
	public static Urn key(String address) {
		Matcher hub = HUB.matcher(address);
		if (hub.matches()) {
			return Urn.data("hf", "datasets/" + hub.group(1));
		}
		Matcher kaggle = KAGGLE.matcher(address);
		DatasetNaming naming = DatasetNaming.ofLocation(Masking.address(kaggle.matches() ? kaggle.group(1) : address));
		Matcher id = ID.matcher(address);
		return id.find() ? Urn.data(naming.namespace(), naming.name() + "?" + id.group(1)) : naming.urn();
	}

	/** Returns the text if it is an absolute address of more than a whole site. */
	public static Optional<String> parse(String text) {
		return Optional.of(text).filter((one) -> one.matches("[A-Za-z][A-Za-z0-9+.-]*://[^/\\s]*/+[^/\\s?#]\\S*"));
	}

}
