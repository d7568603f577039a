package dev.pedigree.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The key of a model version's artifact, by which serving systems name it: its location
 * or its hash. The statements of versions determine which version it is.
 *
 * @param key {@code s3://lake/models/fraud-detector/3}, in the normal form that all
 * spellings of a location have; {@code hf://Org/model:revision} for a repository of the
 * Hugging Face Hub; or {@code sha256:<hex>}
 */
public record ArtifactKey(String key) {

	private static final String MAIN = "main";

	private static final Pattern DIGEST = Pattern.compile("(?i).*?@?(sha(?:256|512):[0-9a-f]{64,128})");

	/**
	 * A model repository of the Hub, its revision and a file in it. The Hub's clients
	 * write {@code @} before a revision, KServe writes a colon.
	 */
	private static final Pattern HUB = Pattern.compile("(?i:hf)://(?!(?:datasets|spaces)/)"
			+ "(?<repository>[\\w.-]+(?:/[\\w.-]+)?)(?:[:@](?<revision>[^/:@\\s]+))?(?<file>/\\S*[^/\\s])?/*");

	/**
	 * The key of an address: of an image with a digest, the digest; of a Hub repository,
	 * with the case of its letters and without the revision {@code main}.
	 * @param uri {@code s3a://lake/models/3/}, {@code oci://host/image@sha256:...},
	 * {@code hf://Org/model@revision}
	 */
	public static ArtifactKey of(String uri) {
		Matcher hub = HUB.matcher(uri.strip());
		if (hub.matches()) {
			String revision = hub.group("revision");
			return new ArtifactKey("hf://" + hub.group("repository")
					+ ((revision == null || revision.equals(MAIN)) ? "" : ":" + revision)
					+ Objects.requireNonNullElse(hub.group("file"), ""));
		}
		Matcher digest = DIGEST.matcher(uri.strip());
		if (digest.matches()) {
			return new ArtifactKey(digest.group(1).toLowerCase(Locale.ROOT));
		}
		DatasetNaming naming = DatasetNaming.ofLocation(uri);
		// What looks like a partition of a table is an ordinary folder here.
		String path = naming.name() + ((naming.partition() != null) ? "/" + naming.partition() : "");
		String key = naming.namespace() + (path.startsWith("/") ? "" : "/") + path;
		return new ArtifactKey(key.replaceFirst("(?<=[^:/])/+$", ""));
	}

	/** The urn of the node that represents it until a version states this artifact. */
	public Urn urn() {
		return Urn.artifact(this.key);
	}

	/** The Hub's version, by default {@code main}; null for a key of another system. */
	public @Nullable StatedVersion hubVersion() {
		Matcher hub = HUB.matcher(this.key);
		return hub.matches() ? StatedVersion.named("hf", "models/" + hub.group("repository"),
				"git:" + Objects.requireNonNullElse(hub.group("revision"), MAIN)) : null;
	}

	/**
	 * The key and, for a location, its folders, the nearest first. A bucket or host,
	 * which contains all models alike, is not one of them.
	 */
	public List<String> places() {
		List<String> places = new ArrayList<>(List.of(this.key));
		int authority = this.key.indexOf("://");
		int root = this.key.indexOf('/', (authority < 0) ? 0 : authority + 3);
		for (int end = this.key.lastIndexOf('/'); root >= 0 && end > root; end = this.key.lastIndexOf('/', end - 1)) {
			places.add(this.key.substring(0, end));
		}
		return places;
	}

}
