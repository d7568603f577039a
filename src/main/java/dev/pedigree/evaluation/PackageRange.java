package dev.pedigree.evaluation;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

import com.github.packageurl.PackageURL;
import dev.pedigree.catalog.InvalidRequestException;
import io.github.nscuro.versatile.Vers;
import io.github.nscuro.versatile.VersException;
import org.jspecify.annotations.Nullable;

/**
 * A set of versions of a package: the version of a purl, or a range in the rules of its
 * ecosystem (VERS: {@code vers:pypi/>=2.0|<2.1.1}).
 *
 * @param anyVersion purl of the package without a version
 * @param exact purl of the only version; null for any
 * @param range the range; null for any version
 */
record PackageRange(String anyVersion, @Nullable String exact, @Nullable Vers range) {

	private static final String QUALIFIER = "?vers=";

	/** Parses the root of an impact query; an error names the argument. */
	static PackageRange of(String argument, String root) {
		int at = root.indexOf(QUALIFIER);
		PackageURL purl = Package.parse(argument, (at < 0) ? root : root.substring(0, at));
		String any = Package.anyVersion(purl);
		if (at < 0) {
			return new PackageRange(any, (purl.getVersion() != null) ? Package.key(purl) : null, null);
		}
		if (purl.getVersion() != null) {
			throw InvalidRequestException.invalid(argument,
					"'" + root + "' has a version and a range; only one of them is allowed");
		}
		return new PackageRange(any, null, range(argument, purl.getType(), root.substring(at + QUALIFIER.length())));
	}

	private static Vers range(String argument, String type, String stated) {
		String vers = stated;
		try {
			String text = URLDecoder.decode(stated.replace("+", "%2B"), StandardCharsets.UTF_8);
			vers = text.startsWith("vers:") ? text : "vers:" + type + "/" + text;
			Vers range = Vers.parse(vers).validate();
			if (!range.scheme().equals(type)) {
				throw InvalidRequestException.invalid(argument,
						"'" + vers + "' is a range of another ecosystem; a range of " + type + " is allowed");
			}
			return range;
		}
		catch (VersException | IllegalArgumentException ex) {
			throw InvalidRequestException.invalid(argument, "'" + vers + "' is not a range of versions ("
					+ ex.getMessage() + "); vers:<type>/<constraints> is allowed");
		}
	}

	/**
	 * Whether a package is in the set; null if this is unknown, because it has no version
	 * or one that the rules of its ecosystem do not cover.
	 */
	@Nullable Boolean matches(String anyVersion, Package candidate) {
		if (!this.anyVersion.equals(anyVersion)) {
			return false;
		}
		if (this.exact == null && this.range == null) {
			return true;
		}
		if (candidate.version() == null) {
			return null;
		}
		if (this.exact != null) {
			return this.exact.equals(candidate.id());
		}
		try {
			return Objects.requireNonNull(this.range).contains(candidate.version());
		}
		catch (VersException | IllegalArgumentException ex) {
			return null;
		}
	}

}
