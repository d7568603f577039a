package dev.pedigree.evaluation;

import java.util.Map;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import com.github.packageurl.PackageURLBuilder;
import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.catalog.Node;
import dev.pedigree.graph.Row;
import org.jspecify.annotations.Nullable;

/**
 * A software package in one version, by its package URL (ECMA-427).
 *
 * @param id its purl
 * @param purl without qualifiers and subpath, in canonical form
 * @param name its name with its namespace: {@code @types/node}
 * @param version null when the purl has none
 */
// The term of the field and of the API.
@SuppressWarnings("AvoidCommonTypeNames")
record Package(String id, String purl, String name, @Nullable String version) implements Node {

	/** Parses a purl; an error names the argument. */
	static PackageURL parse(String argument, String purl) {
		try {
			return new PackageURL(purl.strip());
		}
		catch (MalformedPackageURLException ex) {
			throw InvalidRequestException.invalid(argument, "'" + purl + "' is not a package URL (" + ex.getMessage()
					+ "); pkg:<type>/<name>@<version> is allowed");
		}
	}

	/** The purl without qualifiers and subpath: one package, regardless of its build. */
	static String key(PackageURL purl) {
		return purl.getCoordinates();
	}

	static String anyVersion(PackageURL purl) {
		try {
			return PackageURLBuilder.aPackageURL()
				.withType(purl.getType())
				.withNamespace(purl.getNamespace())
				.withName(purl.getName())
				.build()
				.getCoordinates();
		}
		catch (MalformedPackageURLException ex) {
			throw new IllegalStateException("Invalid part of a parsed package URL: " + purl, ex);
		}
	}

	static String name(PackageURL purl) {
		return (purl.getNamespace() != null) ? purl.getNamespace() + "/" + purl.getName() : purl.getName();
	}

	/** Reads the properties of its node. */
	static Package of(Map<String, Object> properties) {
		Row row = new Row(properties);
		return new Package(row.text("urn"), row.text("urn"), row.text("name"), row.maybeText("version"));
	}

}
