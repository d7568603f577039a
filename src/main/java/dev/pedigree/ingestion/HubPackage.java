package dev.pedigree.ingestion;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import dev.pedigree.catalog.Urn;
import org.jspecify.annotations.Nullable;

/**
 * A repository of the Hugging Face Hub that a package URL (purl) names.
 *
 * @param repository {@code org/name}, of a model or a dataset
 * @param version the version in the catalog: {@code git:} and a commit, {@code bom:} and
 * another version, or {@code git:main} if unstated
 * @param part a folder or file of the repository; null for all of it
 */
public record HubPackage(String repository, String version, @Nullable String part) {

	/** The version of a package URL without one: the default branch of the Hub. */
	public static final String MAIN = "git:main";

	private static final Pattern REPOSITORY = Pattern.compile("[\\w.-]+(/[\\w.-]+)?");

	private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,64}");

	/**
	 * Parses {@code pkg:huggingface/org/name@commit}; empty for another package type or
	 * hub.
	 */
	public static Optional<HubPackage> of(String purl) {
		return parse(purl).filter((parsed) -> parsed.getType().equals("huggingface"))
			.filter((parsed) -> registry(parsed) == null)
			.map(HubPackage::of)
			.filter((hub) -> REPOSITORY.matcher(hub.repository).matches());
	}

	private static HubPackage of(PackageURL parsed) {
		String owner = (parsed.getNamespace() != null) ? parsed.getNamespace() + "/" : "";
		// Generators write pkg:huggingface/datasets/org/name, as pages are addressed.
		String repository = (owner + parsed.getName()).replaceFirst("^datasets/", "");
		String stated = Objects.requireNonNullElse(parsed.getVersion(), "");
		String version = stated.isBlank() ? MAIN : (COMMIT.matcher(stated).matches() ? "git:" : "bom:") + stated;
		return new HubPackage(repository, version, parsed.getSubpath());
	}

	/** Parses a package URL; empty if it is malformed. */
	public static Optional<PackageURL> parse(String purl) {
		try {
			return Optional.of(new PackageURL(purl));
		}
		catch (MalformedPackageURLException ex) {
			return Optional.empty();
		}
	}

	/** The address of the registry that a package URL names; null if it names none. */
	public static @Nullable String registry(PackageURL parsed) {
		return (parsed.getQualifiers() != null) ? parsed.getQualifiers().get("repository_url") : null;
	}

	/** The key of the repository as a model. */
	public Urn model() {
		return Urn.data("hf", "models/" + this.repository);
	}

	/** The key of the repository, or of its part, as a dataset. */
	public Urn dataset() {
		return Urn.data("hf", "datasets/" + this.repository + ((this.part != null) ? "#" + this.part : ""));
	}

	/** The address from which clients download it; null if the version is no commit. */
	public @Nullable String address() {
		return this.version.equals(MAIN) ? "hf://" + this.repository
				: this.version.startsWith("git:") ? "hf://" + this.repository + ":" + this.version.substring(4) : null;
	}

}
