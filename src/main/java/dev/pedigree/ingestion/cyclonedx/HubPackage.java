package dev.pedigree.ingestion.cyclonedx;

import java.util.Optional;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;

/**
 * A repository of the Hugging Face Hub as a package URL names it.
 *
 * @param repository {@code org/name}
 * @param revision a commit; {@code main} where none is told
 */
record HubPackage(String repository, String revision) {

	/** Reads {@code pkg:huggingface/org/name@commit}; nothing for any other package. */
	static Optional<HubPackage> of(String purl) {
		try {
			PackageURL parsed = new PackageURL(purl);
			if (!parsed.getType().equals("huggingface")) {
				return Optional.empty();
			}
			String owner = parsed.getNamespace();
			String version = parsed.getVersion();
			return Optional.of(new HubPackage(((owner != null) ? owner + "/" : "") + parsed.getName(),
					(version != null) ? version : "main"));
		}
		catch (MalformedPackageURLException ex) {
			return Optional.empty();
		}
	}

}
