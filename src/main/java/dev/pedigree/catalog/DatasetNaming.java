package dev.pedigree.catalog;

import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.openlineage.client.utils.DatasetIdentifier;
import io.openlineage.client.utils.jdbc.JdbcDatasetUtils;
import org.jspecify.annotations.Nullable;

/**
 * The normal form of a dataset's name: the naming of OpenLineage without the differences
 * between producers. Text of no known form is only stripped. A normal form is its own
 * normal form.
 *
 * @param namespace {@code s3://lake}, {@code postgres://db:5432}; host in lower case,
 * without credentials, with the port
 * @param name {@code features/card-transactions}, {@code shop.public.orders}
 * @param partition the omitted {@code k=v} parts at the end of the stated name,
 * {@code dt=2026-01-01/hour=3}; null for none
 */
public record DatasetNaming(String namespace, String name, @Nullable String partition) {

	private static final Pattern URI = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?#]*)([^?#]*).*",
			Pattern.DOTALL);

	/** {@code file:/srv/x}: the two schemes that are used without an authority. */
	private static final Pattern PATH = Pattern.compile("(file|dbfs):?(/[^?#]*)?",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private static final Pattern PARTITION = Pattern.compile("(.+)/([^/=]+=[^/]*)", Pattern.DOTALL);

	private static final Map<String, String> ALIASES = Map.of("s3a", "s3", "s3n", "s3", "abfs", "abfss", "wasb",
			"wasbs", "postgresql", "postgres", "mssql", "sqlserver", "oci+native", "oci", "oci+fetch", "oci");

	private static final Map<String, Integer> PORTS = Map.of("postgres", 5432, "mysql", 3306, "sqlserver", 1433,
			"oracle", 1521, "hive", 9083, "hdfs", 8020, "kafka", 9092);

	/** Slashes around a key in these stores have no meaning. */
	private static final Set<String> OBJECT_STORES = Set.of("s3", "gs", "abfss", "wasbs");

	private static final Set<String> FILE_SYSTEMS = Set.of("hdfs", "file", "dbfs");

	/** These have a container before the @, where others have credentials. */
	private static final Set<String> CONTAINERS = Set.of("abfss", "wasbs");

	/** Text that needs more rounds than this is kept as it is then. */
	private static final int ROUNDS = 16;

	/** The normal form of a dataset's namespace and name. */
	public static DatasetNaming of(String namespace, String name) {
		DatasetNaming form = once(namespace, name);
		String partition = form.partition;
		// What remains after one step may have another form: repeat until nothing
		// changes.
		for (int round = 0; round < ROUNDS; round++) {
			DatasetNaming next = once(form.namespace, form.name);
			partition = (next.partition == null) ? partition
					: next.partition + ((partition != null) ? "/" + partition : "");
			if (next.namespace.equals(form.namespace) && next.name.equals(form.name)) {
				break;
			}
			form = next;
		}
		return new DatasetNaming(form.namespace, form.name, partition);
	}

	private static DatasetNaming once(String namespace, String name) {
		String where = namespace.strip();
		if (where.regionMatches(true, 0, "jdbc:", 0, 5)) {
			return ofJdbc(where, name.strip());
		}
		Matcher uri = URI.matcher(where);
		if (uri.matches()) {
			return ofUri(uri.group(1), uri.group(2), uri.group(3), name);
		}
		Matcher path = PATH.matcher(where);
		if (path.matches()) {
			return ofUri(path.group(1), "", (path.group(2) != null) ? path.group(2) : "", name);
		}
		return trimmed("", where, name);
	}

	/** The normal form of a location: {@code s3a://lake/features}, or of a path. */
	public static DatasetNaming ofLocation(String location) {
		String where = location.strip();
		Matcher uri = URI.matcher(where);
		if (uri.matches()) {
			return of(uri.group(1) + "://" + uri.group(2), uri.group(3));
		}
		Matcher path = PATH.matcher(where);
		return path.matches() ? of(path.group(1), (path.group(2) != null) ? path.group(2) : "") : of("file", where);
	}

	/** The urn of the dataset or model. */
	public Urn urn() {
		return Urn.data(this.namespace, this.name);
	}

	private static DatasetNaming ofUri(String givenScheme, String authority, String path, String name) {
		String lower = givenScheme.toLowerCase(Locale.ROOT);
		String scheme = ALIASES.getOrDefault(lower, lower);
		String host = host(scheme, authority);
		if (OBJECT_STORES.contains(scheme) || FILE_SYSTEMS.contains(scheme)) {
			String bare = ((scheme.equals("file") || scheme.equals("dbfs")) && host.isEmpty()) ? scheme
					: scheme + "://" + host;
			String folder = path.replaceAll("/+$", "");
			return trimmed(scheme, bare, folder.isEmpty() ? name : folder + "/" + name.replaceAll("^[/\\s]+", ""));
		}
		return trimmed(scheme, scheme + "://" + host + path.replaceAll("[/\\s]+$", ""), name);
	}

	private static String host(String scheme, String authority) {
		String given = authority.strip();
		int at = given.lastIndexOf('@');
		String user = (at < 0) ? "" : given.substring(0, at);
		String host = given.substring(at + 1);
		if (CONTAINERS.contains(scheme) && !user.isEmpty()) {
			// A container's name ends before a colon.
			host = user.replaceAll("[:@].*", "") + "@" + host;
		}
		host = host.toLowerCase(Locale.ROOT).replaceAll("[:\\s]+$", "").stripLeading();
		Integer port = PORTS.get(scheme);
		boolean single = !host.isEmpty() && host.indexOf(',') < 0;
		return (port != null && single && !host.matches("(?s).*:\\d+")) ? host + ":" + port : host;
	}

	private static DatasetNaming ofJdbc(String url, String name) {
		try {
			DatasetIdentifier found = JdbcDatasetUtils.getDatasetIdentifier(url, name, new Properties());
			if (!found.getNamespace().regionMatches(true, 0, "jdbc:", 0, 5)) {
				return once(found.getNamespace(), found.getName());
			}
		}
		catch (RuntimeException ex) {
			// Not a form that the library knows: keep it without possible credentials.
		}
		return trimmed("", url.replaceAll("(?s)[?;#].*", "").replaceAll("(?s)//[^/]*@", "//").strip(), name);
	}

	private static DatasetNaming trimmed(String scheme, String namespace, String given) {
		String name = slashes(scheme, given);
		String partition = null;
		Matcher last = PARTITION.matcher(name);
		while (last.matches()) {
			partition = last.group(2) + ((partition != null) ? "/" + partition : "");
			name = slashes(scheme, last.group(1));
			last = PARTITION.matcher(name);
		}
		return new DatasetNaming(namespace, name, partition);
	}

	private static String slashes(String scheme, String given) {
		String name = given.strip();
		boolean store = OBJECT_STORES.contains(scheme);
		if (!store && !FILE_SYSTEMS.contains(scheme)) {
			return name;
		}
		String bare = name.replaceAll("^[/\\s]+|[/\\s]+$", "").strip();
		return (store && !bare.isEmpty()) ? bare : "/" + bare;
	}

}
