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
 * Takes secrets out of what is kept as it came. It goes by names (a member called
 * {@code password}, a pair whose name is {@code spark.hadoop.fs.s3a.secret.key}) and by
 * form (credentials in an address, {@code token=...}, a bearer token); it would rather
 * hide too much.
 */
public final class Masking {

	private static final String MASK = "***";

	private static final String WORDS = "passw(?:or)?d|passwd|pwd|passphrase|secret|token(?!iz)|credential|authorization|"
			+ "api[-_.]?key|access[-_.]?key|private[-_.]?key|account[-_.]?key|shared[-_.]?access|signature|jaas|keytab";

	/**
	 * Names of what counts the tokens of a language model; a number is no secret there.
	 */
	private static final Pattern COUNT = Pattern.compile("(?i)(?:.*[^a-z])?tokens(?:[^a-z].*)?|token_.*",
			Pattern.DOTALL);

	private static final Pattern NAME = Pattern.compile("(?i).*(?:" + WORDS + "|[a-z]key$|[-_.]key$).*",
			Pattern.DOTALL);

	/** Names that end in key and hide nothing. */
	private static final Set<String> PLAIN = Set.of("primarykey", "foreignkey", "partitionkey", "sortkey",
			"clusteringkey", "deliverykey");

	private static final Pattern USER = Pattern.compile("(://)[^/\\s\"'@:]*+:[^/\\s\"']*@");

	private static final String LETTER = "[A-Za-z0-9_.-]";

	/**
	 * Begins where a name does and looks first whether a value follows: a long word, of
	 * which there are many in what programs write, is read once.
	 */
	private static final Pattern PAIR = Pattern
		.compile("(?i)(?<!" + LETTER + ")(?=" + LETTER + "++\\s*+[=:])((?>" + LETTER + "*?(?:" + WORDS + "))" + LETTER
				+ "*+\\s*+[=:]\\s*+)(\"[^\"]*+(?:\"|\\z)|'[^']*+(?:'|\\z)|[^\\s&;,\"'}]+)");

	private static final Pattern BEARER = Pattern.compile("(?i)\\b(Bearer|Basic)\\s+[A-Za-z0-9._~+/=-]{6,}");

	private static final Pattern EMAIL = Pattern
		.compile("(?<![^\\s@\"<>():])[^\\s@\"<>():/]++@[^\\s@\"<>():/]+\\.[A-Za-z][^\\s@\"<>():/]*");

	/** Members that make up identity: only credentials in an address are hidden there. */
	private static final Set<String> IDENTITY = Set.of("namespace", "name", "runId", "_schemaURL", "_producer");

	private Masking() {
	}

	/** A copy of a node without its secrets. */
	public static JsonNode masked(JsonNode node) {
		return masked("", node, new Budget(Integer.MAX_VALUE));
	}

	/** A text without the secrets in it. */
	public static String masked(String text) {
		String addresses = USER.matcher(text).replaceAll("$1" + MASK + "@");
		String bearers = BEARER.matcher(addresses).replaceAll("$1 " + MASK);
		return PAIR.matcher(bearers).replaceAll("$1" + MASK);
	}

	/** A text without addresses of people. */
	public static String impersonal(String text) {
		return EMAIL.matcher(text).replaceAll(MASK);
	}

	/** An address without credentials, masked or not, query and fragment. */
	public static String address(String uri) {
		String bare = uri.replaceAll("(?s)[?#;].*", "").replaceAll("://(?:[^/\\s@:]*+:[^/\\s]*|\\*{3})@", "://");
		// A colon is the tag of an image, whatever that is called.
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
			// A fraction is a measurement, as of a metric called "token accuracy".
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
	 * A node as text without its secrets, cut to a number of characters. It is cut before
	 * it is masked, so that the cost depends on the limit and not on the node.
	 */
	static Kept kept(JsonNode node, int longest) {
		Budget budget = new Budget(longest);
		String text = JsonMapper.shared().writeValueAsString(masked("", node, budget));
		return Kept.of(text, longest, budget.exceeded());
	}

	/** A text without its secrets, cut in the same way. */
	static Kept kept(String text, int longest) {
		Budget budget = new Budget(longest);
		return Kept.of(masked(budget.cut(text)), longest, budget.exceeded());
	}

	/**
	 * What is kept of a payload.
	 *
	 * @param text without secrets
	 * @param complete whether nothing was cut off
	 */
	record Kept(String text, boolean complete) {

		private static Kept of(String text, int longest, boolean cut) {
			return new Kept((text.length() > longest) ? text.substring(0, longest) : text,
					!cut && text.length() <= longest);
		}

	}

	/** Characters that may still be masked. */
	private static final class Budget {

		/**
		 * Characters that are read behind the last one that is kept, so that a secret
		 * there is still seen to be one.
		 */
		private static final int BEHIND = 4096;

		private long left;

		Budget(int characters) {
			this.left = characters;
		}

		/** Whether no more is to be masked after so many characters. */
		boolean spend(int characters) {
			this.left -= characters;
			return exceeded();
		}

		String cut(String text) {
			long most = Math.max(this.left, 0) + BEHIND;
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
