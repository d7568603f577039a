package dev.pedigree.ingestion.clearml;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import dev.pedigree.ingestion.EventTime;
import dev.pedigree.ingestion.Masking;
import dev.pedigree.ingestion.connector.SourceHttpClient;
import dev.pedigree.ingestion.connector.SourceUnavailableException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The questions to ClearML's API server. The credentials of the settings buy a token, and
 * another one when that runs out.
 */
final class ClearmlClient {

	static final int PAGE = 100;

	private final SourceHttpClient remote;

	private boolean signedIn;

	ClearmlClient(SourceHttpClient remote) {
		this.remote = remote;
	}

	/** What an action answers. */
	JsonNode ask(String action, JsonNode question) {
		if (!this.signedIn) {
			signIn();
		}
		try {
			return send(action, question);
		}
		catch (SourceUnavailableException ex) {
			if (!ex.isUnknown()) {
				throw ex;
			}
			signIn();
			return send(action, question);
		}
	}

	private void signIn() {
		this.remote.session(null);
		String token = send("auth.login", question()).path("token").asString("");
		if (token.isEmpty()) {
			throw new SourceUnavailableException("auth.login was answered without a token");
		}
		this.remote.session(token);
		this.signedIn = true;
	}

	private JsonNode send(String action, JsonNode question) {
		JsonNode answer = this.remote.post("/" + action, question);
		JsonNode meta = answer.path("meta");
		int code = meta.path("result_code").asInt(0);
		if (code < 200 || code > 299 || !answer.path("data").isObject()) {
			throw new SourceUnavailableException(action + " was answered with " + code + " "
					+ Masking.masked(meta.path("result_msg").asString("and no data")));
		}
		return answer.path("data");
	}

	/**
	 * What changed at some time or later, in that order. Each page begins at the time at
	 * which the one before ended: what changes meanwhile comes last, and would have the
	 * others move up between two pages that are counted.
	 * @param since null for all
	 */
	void changed(ClearmlKind kind, @Nullable Instant since, Consumer<List<JsonNode>> pages) {
		ObjectNode question = question(kind);
		question.putArray("order_by").add("last_change").add("id");
		String from = (since != null) ? written(since) : "";
		Set<String> told = new HashSet<>();
		for (int page = 0;;) {
			if (!from.isEmpty()) {
				question.putArray("last_change").add(">=" + from);
			}
			List<JsonNode> found = list(kind, question.put("page", page));
			if (found.isEmpty()) {
				return;
			}
			List<JsonNode> news = found.stream().filter((item) -> !told.contains(state(item))).toList();
			if (news.isEmpty() && page > 0) {
				throw new SourceUnavailableException("The pages of " + kind.word() + " do not end");
			}
			pages.accept(news);
			EventTime last = EventTime.parse(changed(found.getLast()));
			String end = (last != null) ? written(last.at()) : "";
			page++;
			if (end.compareTo(from) > 0) {
				from = end;
				page = 0;
				told.clear();
			}
			found.forEach((item) -> told.add(state(item)));
		}
	}

	/** Those of these ids that are there, and shown to us. */
	Map<String, JsonNode> find(ClearmlKind kind, Collection<String> ids) {
		Map<String, JsonNode> all = new HashMap<>();
		List<String> wanted = List.copyOf(ids);
		for (int i = 0; i < wanted.size(); i += PAGE) {
			ObjectNode question = question(kind);
			ArrayNode some = question.putArray("id");
			wanted.subList(i, Math.min(wanted.size(), i + PAGE)).forEach(some::add);
			int known = all.size();
			List<JsonNode> found = new ArrayList<>();
			for (int page = 0; page == 0 || (!found.isEmpty() && all.size() < known + some.size()); page++) {
				found = list(kind, question.put("page", page));
				found.forEach((item) -> all.put(item.path("id").asString(""), item));
			}
		}
		return all;
	}

	private List<JsonNode> list(ClearmlKind kind, ObjectNode question) {
		String action = kind.word() + ".get_all_ex";
		JsonNode items = ask(action, question).path(kind.word());
		if (!items.isArray()) {
			throw new SourceUnavailableException(action + " was answered without " + kind.word());
		}
		return List.copyOf(items.values());
	}

	static ObjectNode question() {
		return JsonNodeFactory.instance.objectNode();
	}

	/** Datasets lie in projects that are hidden from people. */
	private static ObjectNode question(ClearmlKind kind) {
		ObjectNode question = question().put("page_size", PAGE).put("search_hidden", true);
		kind.fields().forEach(question.putArray("only_fields")::add);
		return question;
	}

	private static String state(JsonNode item) {
		return item.path("id").asString("") + " " + changed(item);
	}

	/** Tags, names and archiving change it, and leave {@code last_update} as it is. */
	private static String changed(JsonNode item) {
		return item.path("last_change").asString("");
	}

	/** As the server compares it: in UTC, without saying so. */
	private static String written(Instant at) {
		return at.toString().replace("Z", "");
	}

}
