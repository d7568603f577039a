package dev.pedigree.curation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.AssetKeyInput;
import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.InvalidRequestException;
import dev.pedigree.catalog.PropertyRegistry;
import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.description.Conflict;
import dev.pedigree.description.Conflicts;
import dev.pedigree.description.Statement;
import dev.pedigree.identity.AssetReference;
import dev.pedigree.identity.Identity;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.run.DataUse;
import dev.pedigree.run.JobDeclaration;

import org.springframework.stereotype.Service;

/**
 * Edits assets: descriptions, registrations, merges, splits and conflicts. Each call is
 * one transaction; an invalid argument is named and nothing is written.
 */
@Service
class AssetEditor {

	private final CurationWriter writer;

	private final Catalog catalog;

	private final Identity identity;

	private final Conflicts conflicts;

	private final PropertyRegistry registry;

	AssetEditor(CurationWriter writer, PropertyRegistry registry, Catalog catalog, Identity identity,
			Conflicts conflicts) {
		this.writer = writer;
		this.registry = registry;
		this.catalog = catalog;
		this.identity = identity;
		this.conflicts = conflicts;
	}

	/** Edits the properties that every asset has; null clears one. */
	Asset describe(String id, Map<String, Object> input, String actor) {
		Asset asset = this.catalog.known("id", id);
		Edit edit = this.writer.begin(StatedVersion.said(asset, id)).set(this.registry.common(), input, true);
		return this.writer.write(edit, actor);
	}

	/**
	 * States that two datasets, or two models, are the same asset. Both keep their keys
	 * and statements.
	 */
	Asset merge(String keep, String merge, boolean dryRun, String actor) {
		Asset kept = data("keep", keep);
		Asset merged = data("merge", merge);
		if (kept.urn().equals(merged.urn())) {
			if (keep.equals(merge)) {
				throw InvalidRequestException.invalid("merge", "must differ from keep");
			}
			return kept;
		}
		if (kept.kind() != merged.kind()) {
			throw InvalidRequestException.invalid("merge", "'" + merged.urn() + "' is a " + merged.kind() + "; a "
					+ kept.kind() + " as '" + kept.urn() + "' is allowed");
		}
		Edit edit = this.writer.begin(Urn.of(kept));
		edit.add(new MetadataEvent.AssetsMerged(
				new Identity.Merge(Urn.of(kept), Urn.of(merged), kept.kind(), edit.at())));
		return this.writer.run(dryRun, () -> this.writer.write(edit, actor));
	}

	/** Splits an alias off as an asset of its own, with the statements made under it. */
	Asset split(String alias, boolean dryRun, String actor) {
		Asset asset = this.catalog.assetByAlias(alias);
		if (asset == null) {
			throw InvalidRequestException.notFound("alias", alias);
		}
		if (!Catalog.keys(alias).contains(asset.urn())) {
			return this.writer.run(dryRun, () -> {
				this.writer.split(alias, actor);
				return Objects.requireNonNull(this.catalog.assetByAlias(alias));
			});
		}
		if (!this.identity.isSplitOff(asset)) {
			throw InvalidRequestException.invalid("alias", "'" + asset.urn()
					+ "' is the id of the asset itself; only a further key can be split off"
					+ (asset.aliases().isEmpty() ? ", and it has none" : ": " + String.join(", ", asset.aliases())));
		}
		return asset;
	}

	private Asset data(String argument, String id) {
		Asset asset = this.catalog.known(argument, id);
		if (asset.kind() != AssetKind.DATASET && asset.kind() != AssetKind.MODEL) {
			throw InvalidRequestException.invalid(argument,
					"'" + asset.urn() + "' is a " + asset.kind() + "; a DATASET or MODEL is allowed");
		}
		return asset;
	}

	/** Registers a dataset, or edits it; absent properties stay as they are. */
	Asset registerDataset(Map<String, Object> input, String actor) {
		Edit edit = this.writer.begin(AssetKeyInput.of(input, "key").data("input.key"))
			.register(AssetKind.DATASET)
			.set(this.registry.editable(AssetKind.DATASET), input, false);
		return this.writer.write(edit, actor);
	}

	/** Registers a model, or edits it; absent properties stay as they are. */
	@SuppressWarnings("unchecked")
	Asset registerModel(Map<String, Object> input, String actor) {
		Edit edit = edit(input, this.writer.begin(AssetKeyInput.of(input, "key").data("input.key")));
		if (input.get("baseModels") instanceof List<?> ids) {
			baseModels(edit.urn(), (List<String>) ids, edit);
		}
		return this.writer.write(edit, actor);
	}

	/** Edits the properties of a model. */
	Edit edit(Map<String, Object> input, Edit edit) {
		return edit.register(AssetKind.MODEL).set(this.registry.editable(AssetKind.MODEL), input, false);
	}

	/** Withdraws what curators set in favour of the captured value. */
	Asset accept(String id, String actor) {
		return resolve(id, Statement.StatementKind.WITHDRAWN, actor);
	}

	/** Keeps what curators set, until sources state another value. */
	Asset dismiss(String id, String actor) {
		return resolve(id, Statement.StatementKind.DISMISSED, actor);
	}

	private Asset resolve(String id, Statement.StatementKind kind, String actor) {
		Conflict conflict = this.conflicts.find(id);
		if (conflict == null) {
			throw InvalidRequestException.notFound("id", id);
		}
		Urn urn = StatedVersion.said(this.catalog.known("id", conflict.asset()), conflict.asset());
		Edit edit = this.writer.begin(urn);
		edit.add(new MetadataEvent.AssetDescribed(Statement.edited(urn, kind, edit.at(),
				this.registry.editable(conflict.property()).group(), conflict.property(), conflict.capturedValue())));
		return this.writer.write(edit, actor);
	}

	/**
	 * Declares the job that derives a model from its base models, as for every direct
	 * fact; a list replaces the one before it.
	 */
	private void baseModels(Urn model, List<String> ids, Edit edit) {
		if (ids.isEmpty()) {
			throw InvalidRequestException.invalid("input.baseModels",
					"must name at least one model; unlinkAssets removes one from the declared job");
		}
		List<DataUse> bases = new ArrayList<>();
		for (int i = 0; i < ids.size(); i++) {
			String argument = "input.baseModels[" + i + "]";
			Asset base = this.catalog.known(argument, ids.get(i));
			if (base.kind() != AssetKind.MODEL) {
				throw InvalidRequestException.invalid(argument,
						"'" + base.urn() + "' is a " + base.kind() + ", not a MODEL");
			}
			if (base.urn().equals(model.value())) {
				throw InvalidRequestException.invalid(argument, "must differ from the model itself");
			}
			bases.add(DataUse.of(Urn.of(base)).asModel());
		}
		Urn job = Urn.declaredJob(model);
		edit.add(new MetadataEvent.JobDeclared(new JobDeclaration(job, edit.at(), AssetReference.MANUAL, bases,
				List.of(DataUse.of(model).asModel()))));
		edit.declared(job);
	}

}
