package dev.pedigree.impact;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.Connection;
import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.catalog.Node;
import dev.pedigree.catalog.PageRequest;
import dev.pedigree.catalog.TemporalScope;
import dev.pedigree.compliance.Requirement;
import dev.pedigree.compliance.Requirements;
import dev.pedigree.impact.Contacts.Contact;
import graphql.schema.DataFetchingFieldSelectionSet;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Controller;

/** Questions for what a change touches, and whom to tell. */
@Controller
class ImpactController {

	private final ImpactAnalysis analysis;

	private final Requirements requirements;

	ImpactController(ImpactAnalysis analysis, Requirements requirements, Catalog catalog, BatchLoaderRegistry loaders) {
		this.requirements = requirements;
		this.analysis = analysis;
		loaders.<String, Node>forName("nodes")
			.registerMappedBatchLoader((urns, _) -> Mono.fromCallable(() -> catalog.nodes(urns)));
	}

	@QueryMapping
	Impact impact(@Argument List<String> roots, @Argument Change change,
			@Argument ImpactQuestion.@Nullable TimeWindow window, @Argument boolean includePast,
			@Argument @Nullable Instant asOf, @Argument @Nullable Instant knownAt, @Argument @Nullable Integer maxHops,
			@Argument @Nullable Integer limit, DataFetchingFieldSelectionSet selection) {
		return this.analysis.of(
				new ImpactQuestion(roots, change, window, includePast, new TemporalScope(asOf, knownAt), maxHops,
						(limit != null) ? limit : ImpactQuestion.LIMIT),
				selection.containsAnyOf("contacts", "unowned"));
	}

	@SchemaMapping
	CompletableFuture<List<Node>> roots(Impact impact, DataLoader<String, Node> nodes) {
		return nodes.loadMany(impact.roots()).thenApply((found) -> found.stream().filter(Objects::nonNull).toList());
	}

	@SchemaMapping
	CompletableFuture<Connection<AffectedAsset>> affected(Impact impact, @Argument @Nullable Set<AssetKind> kinds,
			@Argument boolean liveOnly, @Argument @Nullable Integer first, @Argument @Nullable String after,
			DataLoader<String, Node> nodes) {
		List<Affected> asked = impact.ranked()
			.stream()
			.filter((affected) -> kinds == null || kinds.contains(affected.kind()))
			.filter((affected) -> !liveOnly || affected.live())
			.toList();
		return page(slice("affected", first, 50, after), asked, Affected::urn, impact.shown(), nodes,
				(affected, asset) -> new AffectedAsset(affected, asset, impact.reasons().apply(affected)));
	}

	@SchemaMapping
	List<Contact> contacts(Impact impact) {
		return Objects.requireNonNull(impact.contacts()).all();
	}

	@SchemaMapping
	List<Requirement> requirements(Impact impact) {
		return this.requirements.touched(impact.concerned());
	}

	@SchemaMapping
	CompletableFuture<Connection<Asset>> unowned(Impact impact, @Argument @Nullable Integer first,
			@Argument @Nullable String after, DataLoader<String, Node> nodes) {
		return page(slice("unowned", first, 50, after), Objects.requireNonNull(impact.contacts()).unowned(),
				Function.identity(), Map.of(), nodes, (urn, asset) -> asset);
	}

	@SchemaMapping
	CompletableFuture<Connection<Asset>> assets(Contact contact, @Argument @Nullable Integer first,
			@Argument @Nullable String after, DataLoader<String, Node> nodes) {
		return page(slice("contact", first, 20, after), contact.urns(), Function.identity(), Map.of(), nodes,
				(urn, asset) -> asset);
	}

	private static PageRequest slice(String list, @Nullable Integer first, int otherwise, @Nullable String after) {
		return PageRequest.of(list, (first != null) ? first : otherwise, after);
	}

	/**
	 * A page of a list that is there as a whole; only what it shows is read from the
	 * store, unless it is shown already.
	 */
	private static <T, R> CompletableFuture<Connection<R>> page(PageRequest slice, List<T> list,
			Function<T, String> urn, Map<String, Asset> shown, DataLoader<String, Node> nodes,
			BiFunction<T, Asset, R> row) {
		int from = slice.after().isEmpty() ? 0 : position(list, urn, slice.after()) + 1;
		List<T> rows = list.subList(from, Math.min(list.size(), from + slice.fetch()));
		List<String> urns = rows.stream().map(urn).toList();
		if (shown.keySet().containsAll(urns)) {
			return CompletableFuture.completedFuture(connection(slice, rows, urn,
					(one) -> row.apply(one, Objects.requireNonNull(shown.get(urn.apply(one)))), list.size()));
		}
		return nodes.loadMany(urns).thenApply((found) -> {
			Map<String, Asset> known = new HashMap<>();
			found.stream()
				.filter(Asset.class::isInstance)
				.map(Asset.class::cast)
				.forEach((asset) -> known.put(asset.urn(), asset));
			return connection(slice, rows.stream().filter((one) -> known.containsKey(urn.apply(one))).toList(), urn,
					(one) -> row.apply(one, Objects.requireNonNull(known.get(urn.apply(one)))), list.size());
		});
	}

	private static <T, R> Connection<R> connection(PageRequest slice, List<T> rows, Function<T, String> urn,
			Function<T, R> row, long total) {
		Connection<T> page = Connection.of(slice, rows, urn, total);
		return new Connection<>(page.edges()
			.stream()
			.map((edge) -> new Connection.Edge<>(row.apply(edge.node()), edge.cursor()))
			.toList(), page.pageInfo(), page.totalCount());
	}

	private static <T> int position(List<T> list, Function<T, String> urn, String after) {
		for (int i = 0; i < list.size(); i++) {
			if (urn.apply(list.get(i)).equals(after)) {
				return i;
			}
		}
		throw InvalidRequestException.invalid("after", "what it stands for is no longer in the list");
	}

	/** A row of what is affected, with the asset itself. */
	record AffectedAsset(Asset asset, int hops, double severity, List<Affected.AffectedReason> reasons, boolean live) {

		AffectedAsset(Affected affected, Asset asset, List<Affected.AffectedReason> reasons) {
			this(asset, affected.hops(), affected.severity(), reasons, affected.live());
		}

	}

}
