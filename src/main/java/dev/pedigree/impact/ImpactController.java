package dev.pedigree.impact;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

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

/** Queries of the impact of a change. */
@Controller
class ImpactController {

	private final ImpactAnalysis analysis;

	private final Requirements requirements;

	ImpactController(ImpactAnalysis analysis, Requirements requirements, Catalog catalog, BatchLoaderRegistry loaders) {
		this.analysis = analysis;
		this.requirements = requirements;
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
		List<Affected> selected = impact.ranked()
			.stream()
			.filter((affected) -> kinds == null || kinds.contains(affected.kind()))
			.filter((affected) -> !liveOnly || affected.live())
			.toList();
		return page(page("affected", first, 50, after), selected, Affected::urn, impact.shown(), nodes,
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
		return page(page("unowned", first, 50, after), Objects.requireNonNull(impact.contacts()).unowned(),
				Function.identity(), Map.of(), nodes, (urn, asset) -> asset);
	}

	@SchemaMapping
	CompletableFuture<Connection<Asset>> assets(Contact contact, @Argument @Nullable Integer first,
			@Argument @Nullable String after, DataLoader<String, Node> nodes) {
		return page(page("contact", first, 20, after), contact.urns(), Function.identity(), Map.of(), nodes,
				(urn, asset) -> asset);
	}

	private static PageRequest page(String list, @Nullable Integer first, int usual, @Nullable String after) {
		return PageRequest.of(list, (first != null) ? first : usual, after);
	}

	/** A page of a complete list; reads the assets of the page unless they are known. */
	private static <T, R> CompletableFuture<Connection<R>> page(PageRequest page, List<T> list, Function<T, String> urn,
			Map<String, Asset> known, DataLoader<String, Node> nodes, BiFunction<T, Asset, R> row) {
		int from = page.after().isEmpty() ? 0 : position(list, urn, page.after()) + 1;
		List<T> rows = list.subList(from, Math.min(list.size(), from + page.fetch()));
		List<String> urns = rows.stream().map(urn).toList();
		CompletableFuture<Map<String, Asset>> assets = known.keySet().containsAll(urns)
				? CompletableFuture.completedFuture(known) : nodes.loadMany(urns).thenApply(ImpactController::byUrn);
		return assets.thenApply((found) -> connection(page,
				rows.stream().filter((shown) -> found.containsKey(urn.apply(shown))).toList(), urn,
				(shown) -> row.apply(shown, Objects.requireNonNull(found.get(urn.apply(shown)))), list.size()));
	}

	private static Map<String, Asset> byUrn(List<@Nullable Node> nodes) {
		return nodes.stream()
			.filter(Asset.class::isInstance)
			.map(Asset.class::cast)
			.collect(Collectors.toMap(Asset::urn, Function.identity(), (asset, _) -> asset));
	}

	private static <T, R> Connection<R> connection(PageRequest page, List<T> rows, Function<T, String> urn,
			Function<T, R> row, long total) {
		Connection<T> connection = Connection.of(page, rows, urn, total);
		return new Connection<>(connection.edges()
			.stream()
			.map((edge) -> new Connection.Edge<>(row.apply(edge.node()), edge.cursor()))
			.toList(), connection.pageInfo(), connection.totalCount());
	}

	private static <T> int position(List<T> list, Function<T, String> urn, String after) {
		int position = list.stream().map(urn).toList().indexOf(after);
		if (position < 0) {
			throw InvalidRequestException.invalid("after", "the cursor has expired; start again without it");
		}
		return position;
	}

	record AffectedAsset(Asset asset, int hops, double severity, List<Affected.AffectedReason> reasons, boolean live) {

		AffectedAsset(Affected affected, Asset asset, List<Affected.AffectedReason> reasons) {
			this(asset, affected.hops(), affected.severity(), reasons, affected.live());
		}

	}

}
