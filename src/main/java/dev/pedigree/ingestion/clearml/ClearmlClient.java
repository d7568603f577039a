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
 * Client of ClearML's API server. It exchanges the configured credentials for a token,
 * and renews it when it expires.
 */
final class ClearmlClient {

	static final int PAGE = 100;

	private final SourceHttpClient client;

	private boolean signedIn;

	ClearmlClient(SourceHttpClient client) {
		this.client = client;
	}

	JsonNode call(String action, JsonNode query) {
		if (!this.signedIn) {
			signIn();
		}
		try {
			return send(action, query);
		}
		catch (SourceUnavailableException ex) {
			if (!ex.isUnauthorized()) {
				throw ex;
			}
			signIn();
			return send(action, query);
		}
	}

	private void signIn() {
		this.client.session(null);
		String token = send("auth.login", query()).path("token").asString("");
		if (token.isEmpty()) {
			throw new SourceUnavailableException("auth.login was answered without a token");
		}
		this.client.session(token);
		this.signedIn = true;
	}

	private JsonNode send(String action, JsonNode query) {
		JsonNode answer = this.client.post("/" + action, query);
		JsonNode meta = answer.path("meta");
		int code = meta.path("result_code").asInt(0);
		if (code < 200 || code > 299 || !answer.path("data").isObject()) {
			throw new SourceUnavailableException(action + " was answered with " + code + " "
					+ Masking.masked(meta.path("result_msg").asString("and no data")));
		}
		return answer.path("data");
	}

	/**
	 * Fetches items that changed at a time or later, sorted by that time. Each page
	 * starts at the last time of the page before, because numbered pages shift when an
	 * item changes.
	 * @param since null for all items
	 */
	void changed(ClearmlKind kind, @Nullable Instant since, Consumer<List<JsonNode>> reader) {
		ObjectNode query = query(kind);
		query.putArray("order_by").add("last_change").add("id");
		String from = (since != null) ? format(since) : "";
		Set<String> seen = new HashSet<>();
		for (int page = 0;;) {
			if (!from.isEmpty()) {
				query.putArray("last_change").add(">=" + from);
			}
			List<JsonNode> found = list(kind, query.put("page", page));
			if (found.isEmpty()) {
				return;
			}
			List<JsonNode> unseen = found.stream().filter((item) -> !seen.contains(state(item))).toList();
			if (unseen.isEmpty() && page > 0) {
				throw new SourceUnavailableException("The pages of " + kind.plural() + " do not end");
			}
			reader.accept(unseen);
			EventTime last = EventTime.parse(changedAt(found.getLast()));
			String end = (last != null) ? format(last.at()) : "";
			page++;
			if (end.compareTo(from) > 0) {
				from = end;
				page = 0;
				seen.clear();
			}
			found.forEach((item) -> seen.add(state(item)));
		}
	}

	Map<String, JsonNode> find(ClearmlKind kind, Collection<String> ids) {
		Map<String, JsonNode> all = new HashMap<>();
		List<String> wanted = List.copyOf(ids);
		for (int i = 0; i < wanted.size(); i += PAGE) {
			ObjectNode query = query(kind);
			ArrayNode some = query.putArray("id");
			wanted.subList(i, Math.min(wanted.size(), i + PAGE)).forEach(some::add);
			int known = all.size();
			List<JsonNode> found = new ArrayList<>();
			for (int page = 0; page == 0 || (!found.isEmpty() && all.size() < known + some.size()); page++) {
				found = list(kind, query.put("page", page));
				found.forEach((item) -> all.put(item.path("id").asString(""), item));
			}
		}
		return all;
	}

	private List<JsonNode> list(ClearmlKind kind, ObjectNode query) {
		return list(kind.plural() + ".get_all_ex", kind.plural(), query);
	}

	List<JsonNode> list(String action, String member, ObjectNode query) {
		JsonNode items = call(action, query).path(member);
		if (!items.isArray()) {
			throw new SourceUnavailableException(action + " was answered without " + member);
		}
		return List.copyOf(items.values());
	}

	static ObjectNode query() {
		return JsonNodeFactory.instance.objectNode();
	}

	/** A query that includes hidden projects, which contain the datasets. */
	private static ObjectNode query(ClearmlKind kind) {
		ObjectNode query = query().put("page_size", PAGE).put("search_hidden", true);
		kind.fields().forEach(query.putArray("only_fields")::add);
		return query;
	}

	private static String state(JsonNode item) {
		return item.path("id").asString("") + " " + changedAt(item);
	}

	/** Unlike {@code last_update}, it includes changes of tags, names and archiving. */
	private static String changedAt(JsonNode item) {
		return item.path("last_change").asString("");
	}

	/** Formats a time like the server: UTC without a zone. */
	private static String format(Instant at) {
		return at.toString().replace("Z", "");
	}

}
