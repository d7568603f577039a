package dev.pedigree.curation;

import java.security.Principal;
import java.util.List;
import java.util.stream.Stream;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.InputValidation;
import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.lineage.Edges;
import dev.pedigree.lineage.LineageEdge;
import dev.pedigree.lineage.Links;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Mutations of edges between assets. */
@Controller
class LinkEditorController {

	private final CurationWriter writer;

	private final Links links;

	private final Edges edges;

	private final Catalog catalog;

	LinkEditorController(CurationWriter writer, Links links, Edges edges, Catalog catalog) {
		this.writer = writer;
		this.links = links;
		this.edges = edges;
		this.catalog = catalog;
	}

	/** States that data flows from one asset to another; ends a suppression. */
	@MutationMapping
	LineageEdge linkAssets(@Argument String from, @Argument String to, @Argument @Nullable String note,
			Principal actor) {
		return state(this.catalog.known("from", from), this.catalog.known("to", to), true, note, actor);
	}

	/** States that no data flows between assets, even if sources capture it. */
	@MutationMapping
	LineageEdge unlinkAssets(@Argument String from, @Argument String to, @Argument @Nullable String note,
			@Argument boolean dryRun, Principal actor) {
		Asset producer = this.catalog.known("from", from);
		Asset consumer = this.catalog.known("to", to);
		if (Links.isThroughJob(producer.kind(), consumer.kind())
				&& !this.links.isStated(producer.urn(), consumer.urn())) {
			throw InvalidRequestException.invalid("to",
					"was not linked by a curator; unlink one of the two from the job between them");
		}
		return this.writer.run(dryRun, () -> state(producer, consumer, false, note, actor));
	}

	private LineageEdge state(Asset from, Asset to, boolean linked, @Nullable String note, Principal actor) {
		check(from, to);
		Links.LinkStatement link = Links.LinkStatement.of(from, to, linked,
				CurationWriter.optional("note", note, InputValidation::text), this.writer.at("at", null));
		this.writer.write(actor,
				Stream
					.concat(link.job().map(MetadataEvent.AssetDescribed::new).stream(),
							Stream.of(new MetadataEvent.LinkStated(link)))
					.toArray(MetadataEvent[]::new));
		return this.edges.ever(from.urn(), to.urn());
	}

	/** Checks that data can flow by design (semantics, Levels and tense). */
	private static void check(Asset from, Asset to) {
		boolean possible = switch (from.kind()) {
			case DATASET -> to.kind().isData() || to.kind() == AssetKind.JOB || to.kind() == AssetKind.DEPLOYMENT;
			case MODEL -> to.kind().isData() || to.kind() == AssetKind.JOB;
			case JOB -> to.kind().isData();
			case DEPLOYMENT -> to.kind() == AssetKind.DATASET;
			case APPLICATION, DATASET_VERSION, MODEL_VERSION, RUN, OTHER -> false;
		};
		if (from.urn().equals(to.urn())) {
			throw InvalidRequestException.invalid("to", "must differ from from");
		}
		for (Asset job : List.of(from, to)) {
			if (job.kind() == AssetKind.JOB && job.namespace().equals(Links.SOURCE)) {
				throw InvalidRequestException.invalid(job.equals(from) ? "from" : "to",
						"'" + job.urn() + "' only represents a link; the two linked assets are allowed");
			}
		}
		if (!possible) {
			throw InvalidRequestException.invalid("to", "data does not flow by design from a " + from.kind() + " to a "
					+ to.kind() + "; " + hint(from.kind(), to.kind()));
		}
	}

	private static String hint(AssetKind from, AssetKind to) {
		if (from == AssetKind.MODEL && to == AssetKind.DEPLOYMENT) {
			return "record a deployment of one of its versions";
		}
		return (to == AssetKind.APPLICATION) ? "registerApplication states what it consumes"
				: "DATASET to DATASET, MODEL, JOB or DEPLOYMENT, MODEL to DATASET, MODEL or JOB, "
						+ "JOB to DATASET or MODEL and DEPLOYMENT to DATASET are allowed";
	}

}
