package dev.pedigree.ingestion;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Masks secrets in payloads before they are stored. Secrets are recognized by name (a
 * member {@code password}, a pair named {@code spark.hadoop.fs.s3a.secret.key}) and by
 * form (credentials in a URI, {@code token=...}, a bearer token). In doubt a value is
 * masked.
 */
public final class Masking {

	private static final String MASK = "***";

	private static final String WORDS = "passw(?:or)?d|passwd|pwd|passphrase|secret|token(?!iz)|credential|authorization|"
			+ "api[-_.]?key|access[-_.]?key|private[-_.]?key|account[-_.]?key|shared[-_.]?access|signature|jaas|keytab";

	/** Names of token counts of language models, whose numbers are no secrets. */
	private static final Pattern COUNT = Pattern.compile("(?i)(?:.*[^a-z])?tokens(?:[^a-z].*)?|token_.*",
			Pattern.DOTALL);

	private static final Pattern NAME = Pattern.compile("(?i).*(?:" + WORDS + "|[a-z]key$|[-_.]key$).*",
			Pattern.DOTALL);

	/** Names that end in "key" without being secrets. */
	private static final Set<String> PLAIN = Set.of("primarykey", "foreignkey", "partitionkey", "sortkey",
			"clusteringkey", "deliverykey");

	private static final Pattern USER = Pattern.compile("(://)[^/\\s\"'@:]*+:[^/\\s\"']*@");

	private static final String LETTER = "[A-Za-z0-9_.-]";

	/**
	 * Matches at the beginning of a name, and looks ahead for a value first, so that a
	 * long word without one is scanned once.
	 */
	private static final Pattern PAIR = Pattern
		.compile("(?i)(?<!" + LETTER + ")(?=" + LETTER + "++\\s*+[=:])((?>" + LETTER + "*?(?:" + WORDS + "))" + LETTER
				+ "*+\\s*+[=:]\\s*+)(\"[^\"]*+(?:\"|\\z)|'[^']*+(?:'|\\z)|[^\\s&;,\"'}]+)");

	private static final Pattern BEARER = Pattern.compile("(?i)\\b(Bearer|Basic)\\s+[A-Za-z0-9._~+/=-]{6,}");

	private static final Pattern EMAIL = Pattern
		.compile("(?<![^\\s@\"<>():])[^\\s@\"<>():/]++@[^\\s@\"<>():/]+\\.[A-Za-z][^\\s@\"<>():/]*");

	/** Members of keys: only credentials in a URI are masked there. */
	private static final Set<String> IDENTITY = Set.of("namespace", "name", "runId", "_schemaURL", "_producer");

	private Masking() {
	}

	/** Copies a node with its secrets masked. */
	public static JsonNode masked(JsonNode node) {
		return masked("", node, new Budget(Integer.MAX_VALUE));
	}

	/** Masks the secrets in a text. */
	public static String masked(String text) {
		String addresses = USER.matcher(text).replaceAll("$1" + MASK + "@");
		String bearers = BEARER.matcher(addresses).replaceAll("$1 " + MASK);
		return PAIR.matcher(bearers).replaceAll("$1" + MASK);
	}

	/** Masks the e-mail addresses in a text. */
	public static String maskedEmails(String text) {
		return EMAIL.matcher(text).replaceAll(MASK);
	}

	/** Removes credentials, masked or not, query and fragment from a URI. */
	public static String address(String uri) {
		String bare = uri.replaceAll("(?s)[?#;].*", "").replaceAll("://(?:[^/\\s@:]*+:[^/\\s]*|\\*{3})@", "://");
		// A colon begins the tag of an image.
		return PAIR.matcher(bare)
			.replaceAll((pair) -> Matcher
				.quoteReplacement(pair.group(1).strip().endsWith("=") ? pair.group(1) + MASK : pair.group()));
	}

	private static JsonNode masked(String name, JsonNode node, Budget budget) {
		if (node.isObject()) {
			return maskedObject(node, budget);
		}
		if (node.isArray()) {
			ArrayNode copy = JsonNodeFactory.instance.arrayNode();
			for (JsonNode element : node.values()) {
				if (budget.spend(1)) {
					break;
				}
				copy.add(masked(name, element, budget));
			}
			return copy;
		}
		if (!node.isString()) {
			return node;
		}
		String text = budget.cut(node.stringValue());
		String masked = IDENTITY.contains(name) ? USER.matcher(text).replaceAll("$1" + MASK + "@") : masked(text);
		budget.spend(masked.length());
		return JsonNodeFactory.instance.stringNode(masked);
	}

	private static ObjectNode maskedObject(JsonNode node, Budget budget) {
		ObjectNode copy = JsonNodeFactory.instance.objectNode();
		for (Map.Entry<String, JsonNode> member : node.properties()) {
			if (budget.spend(member.getKey().length() + 1)) {
				break;
			}
			JsonNode value = member.getValue();
			// A fraction is a measurement, for example a metric "token accuracy".
			boolean hidden = isSecret(member.getKey(), value)
					|| (member.getKey().equals("value") && !value.asString("").matches("-?[0-9]{0,20}\\.[0-9]{1,20}")
							&& (isSecret(node.path("key").asString(""), value)
									|| isSecret(node.path("name").asString(""), value)));
			copy.set(member.getKey(), (hidden && !value.isNull()) ? JsonNodeFactory.instance.stringNode(MASK)
					: masked(member.getKey(), value, budget));
		}
		return copy;
	}

	private static boolean isSecret(String name, JsonNode value) {
		return name.length() > 3 && NAME.matcher(name).matches()
				&& !PLAIN.contains(name.toLowerCase(Locale.ROOT).replaceAll("[-_.]", ""))
				&& !(COUNT.matcher(name).matches() && value.asString("").matches("-?[0-9.]{1,20}"));
	}

	/**
	 * Renders a node as masked text, cut to a number of characters. It is cut before it
	 * is masked, so that the cost depends on the limit and not on the node.
	 */
	static Kept kept(JsonNode node, int longest) {
		Budget budget = new Budget(longest);
		String text = JsonMapper.shared().writeValueAsString(masked("", node, budget));
		return Kept.of(text, longest, budget.exceeded());
	}

	/** Masks and cuts a text. */
	static Kept kept(String text, int longest) {
		Budget budget = new Budget(longest);
		return Kept.of(masked(budget.cut(text)), longest, budget.exceeded());
	}

	/** A masked payload or text as it is stored, and whether nothing was cut off. */
	record Kept(String text, boolean complete) {

		private static Kept of(String text, int longest, boolean cut) {
			return new Kept((text.length() > longest) ? text.substring(0, longest) : text,
					!cut && text.length() <= longest);
		}

	}

	/** Characters that may still be masked. */
	private static final class Budget {

		/** Characters read after the limit, to recognize a secret that crosses it. */
		private static final int LOOKAHEAD = 4096;

		private long left;

		Budget(int characters) {
			this.left = characters;
		}

		/** Spends characters; returns whether the budget is exceeded. */
		boolean spend(int characters) {
			this.left -= characters;
			return exceeded();
		}

		String cut(String text) {
			long most = Math.max(this.left, 0) + LOOKAHEAD;
			if (text.length() <= most) {
				return text;
			}
			this.left = -1;
			return text.substring(0, (int) most);
		}

		boolean exceeded() {
			return this.left < 0;
		}

	}

}
