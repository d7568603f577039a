package dev.pedigree.curation;

import java.security.Principal;
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
import graphql.schema.DataFetchingEnvironment;

import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Mutations that describe, register, merge and split assets, and resolve conflicts. */
@Controller
class AssetEditorController {

	private final CurationWriter writer;

	private final Catalog catalog;

	private final Identity identity;

	private final Conflicts conflicts;

	private final PropertyRegistry registry;

	AssetEditorController(CurationWriter writer, Catalog catalog, Identity identity, Conflicts conflicts,
			PropertyRegistry registry) {
		this.writer = writer;
		this.catalog = catalog;
		this.identity = identity;
		this.conflicts = conflicts;
		this.registry = registry;
	}

	/** Edits the properties that every asset has; null clears one. */
	@MutationMapping
	Asset describeAsset(@Argument String id, DataFetchingEnvironment environment, Principal actor) {
		Asset asset = this.catalog.known("id", id);
		Edit edit = this.writer.begin(StatedVersion.stated(asset, id))
			.set(this.registry.common(), Edit.input(environment), true);
		return this.writer.write(edit, actor);
	}

	/** States that two datasets, or two models, are one asset; both keep their keys. */
	@MutationMapping
	Asset mergeAssets(@Argument String keep, @Argument String merge, @Argument boolean dryRun, Principal actor) {
		Asset kept = this.writer.known("keep", keep, AssetKind.DATASET, AssetKind.MODEL);
		Asset merged = this.writer.known("merge", merge, AssetKind.DATASET, AssetKind.MODEL);
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
	@MutationMapping
	Asset splitAsset(@Argument String alias, @Argument boolean dryRun, Principal actor) {
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

	/** Registers a dataset, or edits it; absent properties stay as they are. */
	@MutationMapping
	Asset registerDataset(DataFetchingEnvironment environment, Principal actor) {
		Map<String, Object> input = Edit.input(environment);
		Edit edit = this.writer.begin(AssetKeyInput.of(input, "key").data("input.key"))
			.register(AssetKind.DATASET)
			.set(this.registry.editable(AssetKind.DATASET), input, false);
		return this.writer.write(edit, actor);
	}

	/** Registers a model, or edits it; absent properties stay as they are. */
	@MutationMapping
	@SuppressWarnings("unchecked")
	Asset registerModel(DataFetchingEnvironment environment, Principal actor) {
		Map<String, Object> input = Edit.input(environment);
		Edit edit = this.writer.begin(AssetKeyInput.of(input, "key").data("input.key"))
			.register(AssetKind.MODEL)
			.set(this.registry.editable(AssetKind.MODEL), input, false);
		if (input.get("baseModels") instanceof List<?> ids) {
			deriveFrom((List<String>) ids, edit);
		}
		return this.writer.write(edit, actor);
	}

	/** Declares the job that derives a model, as for every direct fact. */
	private void deriveFrom(List<String> ids, Edit edit) {
		if (ids.isEmpty()) {
			throw InvalidRequestException.invalid("input.baseModels",
					"must name at least one model; unlinkAssets removes one from the declared job");
		}
		List<DataUse> bases = new ArrayList<>();
		for (int i = 0; i < ids.size(); i++) {
			String argument = "input.baseModels[" + i + "]";
			Asset base = this.writer.known(argument, ids.get(i), AssetKind.MODEL);
			if (base.urn().equals(edit.urn().value())) {
				throw InvalidRequestException.invalid(argument, "must differ from the model itself");
			}
			bases.add(DataUse.of(Urn.of(base)).asModel());
		}
		Urn job = Urn.declaredJob(edit.urn());
		edit.add(new MetadataEvent.JobDeclared(new JobDeclaration(job, edit.at(), AssetReference.MANUAL, bases,
				List.of(DataUse.of(edit.urn()).asModel()))));
		edit.declared(job);
	}

	/** Withdraws what curators set in favour of the captured value. */
	@MutationMapping
	Asset acceptConflict(@Argument String id, Principal actor) {
		return resolve(id, Statement.StatementKind.WITHDRAWN, actor);
	}

	/** Keeps what curators set, until sources state another value. */
	@MutationMapping
	Asset dismissConflict(@Argument String id, Principal actor) {
		return resolve(id, Statement.StatementKind.DISMISSED, actor);
	}

	private Asset resolve(String id, Statement.StatementKind kind, Principal actor) {
		Conflict conflict = this.conflicts.find(id);
		if (conflict == null) {
			throw InvalidRequestException.notFound("id", id);
		}
		Urn urn = StatedVersion.stated(this.catalog.known("id", conflict.asset()), conflict.asset());
		Edit edit = this.writer.begin(urn);
		edit.add(new MetadataEvent.AssetDescribed(Statement.edited(urn, kind, edit.at(),
				this.registry.editable(conflict.property()).group(), conflict.property(), conflict.capturedValue())));
		return this.writer.write(edit, actor);
	}

}
