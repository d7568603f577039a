package dev.pedigree.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * By what the artifact of a model version is known to those who serve it: where it lies,
 * or a hash of it. Which version it is follows from what versions say of themselves.
 *
 * @param key {@code s3://lake/models/fraud-detector/3}, in the normal form that all
 * spellings of a location have, or {@code sha256:<hex>}
 */
public record ArtifactKey(String key) {

	private static final Pattern DIGEST = Pattern.compile("(?i).*?@?(sha(?:256|512):[0-9a-f]{64,128})");

	/**
	 * The key of an address; that of an image told by its hash is the hash.
	 * @param uri {@code s3a://lake/models/3/}, {@code oci://host/image@sha256:...}
	 */
	public static ArtifactKey of(String uri) {
		Matcher digest = DIGEST.matcher(uri.strip());
		if (digest.matches()) {
			return new ArtifactKey(digest.group(1).toLowerCase(Locale.ROOT));
		}
		DatasetNaming naming = DatasetNaming.ofLocation(uri);
		// What looks like a partition of a table is a folder like any other here.
		String path = naming.name() + ((naming.partition() != null) ? "/" + naming.partition() : "");
		String key = naming.namespace() + (path.startsWith("/") ? "" : "/") + path;
		return new ArtifactKey(key.replaceFirst("(?<=[^:/])/+$", ""));
	}

	/** The name of the node that stands for it while no version says that it is this. */
	public Urn urn() {
		return Urn.artifact(this.key);
	}

	/**
	 * The key and, of a location, the folders that it is in, the nearest first; not what
	 * holds all models alike, a bucket or host.
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
