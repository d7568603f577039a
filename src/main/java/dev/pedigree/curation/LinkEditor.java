package dev.pedigree.curation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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

import org.springframework.stereotype.Service;

/** Links and unlinks assets. */
@Service
class LinkEditor {

	private static final Set<AssetKind> DATA = Set.of(AssetKind.DATASET, AssetKind.MODEL);

	private final CurationWriter writer;

	private final Links links;

	private final Edges edges;

	private final Catalog catalog;

	LinkEditor(CurationWriter writer, Links links, Edges edges, Catalog catalog) {
		this.writer = writer;
		this.links = links;
		this.edges = edges;
		this.catalog = catalog;
	}

	/** Writes that data flows from one asset to another; ends a suppression. */
	LineageEdge link(String from, String to, @Nullable String note, String actor) {
		return state(this.catalog.known("from", from), this.catalog.known("to", to), true, note, actor);
	}

	/** Writes that no data flows from one asset to another, whatever is captured. */
	LineageEdge unlink(String from, String to, @Nullable String note, boolean dryRun, String actor) {
		Asset producer = this.catalog.known("from", from);
		Asset consumer = this.catalog.known("to", to);
		if (Links.isThroughJob(producer.kind(), consumer.kind())
				&& !this.links.isStated(producer.urn(), consumer.urn())) {
			throw InvalidRequestException.invalid("to",
					"no curator linked these; unlink one of them from the job between them");
		}
		return this.writer.tried(dryRun, () -> state(producer, consumer, false, note, actor));
	}

	private LineageEdge state(Asset from, Asset to, boolean linked, @Nullable String note, String actor) {
		check(from, to);
		Links.LinkStatement link = Links.LinkStatement.of(from, to, linked,
				(note != null) ? InputValidation.text("note", note) : null, this.writer.at("at", null));
		List<MetadataEvent> events = new ArrayList<>();
		link.job().ifPresent((job) -> events.add(new MetadataEvent.AssetDescribed(job)));
		events.add(new MetadataEvent.LinkStated(link));
		this.writer.write(events, actor);
		return this.edges.ever(from.urn(), to.urn());
	}

	/** Between which kinds data can flow by design (semantics, Levels and tense). */
	private static void check(Asset from, Asset to) {
		boolean possible = switch (from.kind()) {
			case DATASET -> DATA.contains(to.kind()) || to.kind() == AssetKind.JOB || to.kind() == AssetKind.DEPLOYMENT;
			case MODEL -> DATA.contains(to.kind()) || to.kind() == AssetKind.JOB;
			case JOB -> DATA.contains(to.kind());
			case DEPLOYMENT -> to.kind() == AssetKind.DATASET;
			case APPLICATION, DATASET_VERSION, MODEL_VERSION, RUN, OTHER -> false;
		};
		if (from.urn().equals(to.urn())) {
			throw InvalidRequestException.invalid("to", "data does not flow from an asset to itself");
		}
		for (Asset job : List.of(from, to)) {
			if (job.kind() == AssetKind.JOB && job.namespace().equals(Links.SOURCE)) {
				throw InvalidRequestException.invalid(job.equals(from) ? "from" : "to",
						"'" + job.urn() + "' only represents a link; name the two assets that it links");
			}
		}
		if (!possible) {
			throw InvalidRequestException.invalid("to", "data does not flow by design from a " + from.kind() + " to a "
					+ to.kind()
					+ ((from.kind() == AssetKind.MODEL && to.kind() == AssetKind.DEPLOYMENT)
							? "; record a deployment of one of its versions" : "")
					+ ((to.kind() == AssetKind.APPLICATION) ? "; registerApplication states what it consumes" : ""));
		}
	}

}
