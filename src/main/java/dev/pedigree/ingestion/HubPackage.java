package dev.pedigree.ingestion;

import java.util.Optional;
import java.util.regex.Pattern;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import org.jspecify.annotations.Nullable;

/**
 * A repository of the Hugging Face Hub as a package URL names it.
 *
 * @param repository {@code org/name}, of a model or a dataset
 * @param version of it as a version of the catalog: {@code git:main} where none is told,
 * and no commit where a number is
 * @param part of it that is meant, a folder or file; null for all
 */
public record HubPackage(String repository, String version, @Nullable String part) {

	/** The version of a package URL without one: the branch that the Hub shows. */
	public static final String MAIN = "git:main";

	private static final Pattern REPOSITORY = Pattern.compile("[\\w.-]+(/[\\w.-]+)?");

	private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,64}");

	/**
	 * Reads {@code pkg:huggingface/org/name@commit}; nothing for any other package, nor
	 * for one of another hub.
	 */
	public static Optional<HubPackage> of(String purl) {
		try {
			PackageURL parsed = new PackageURL(purl);
			String owner = parsed.getNamespace();
			// Generators write pkg:huggingface/datasets/org/name, as pages are addressed.
			String repository = (((owner != null) ? owner + "/" : "") + parsed.getName()).replaceFirst("^datasets/",
					"");
			if (!parsed.getType().equals("huggingface") || !REPOSITORY.matcher(repository).matches()
					|| (parsed.getQualifiers() != null && parsed.getQualifiers().containsKey("repository_url"))) {
				return Optional.empty();
			}
			String told = parsed.getVersion();
			String version = (told == null || told.isBlank()) ? MAIN
					: (COMMIT.matcher(told).matches() ? "git:" : "bom:") + told;
			return Optional.of(new HubPackage(repository, version, parsed.getSubpath()));
		}
		catch (MalformedPackageURLException ex) {
			return Optional.empty();
		}
	}

	/** Where the Hub's clients fetch it; null for a version that is no commit. */
	public @Nullable String address() {
		return this.version.equals(MAIN) ? "hf://" + this.repository
				: this.version.startsWith("git:") ? "hf://" + this.repository + ":" + this.version.substring(4) : null;
	}

}
