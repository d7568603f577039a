package dev.pedigree.ingestion.manual;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.AssetFilter.Lifecycle;
import dev.pedigree.catalog.AssetKeyInput;
import dev.pedigree.catalog.AssetKind;
import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.InputValidation;
import dev.pedigree.catalog.InvalidRequestException;
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
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.data.ArgumentValue;
import org.springframework.stereotype.Service;

/**
 * Writes what people say of assets, through the one way in. Each call is one transaction
 * and names the argument it refuses; nothing is written then.
 */
@Service
class Editor {

	private final Edits edits;

	private final Catalog catalog;

	private final Identity identity;

	private final Conflicts conflicts;

	Editor(Edits edits, Catalog catalog, Identity identity, Conflicts conflicts) {
		this.edits = edits;
		this.catalog = catalog;
		this.identity = identity;
		this.conflicts = conflicts;
	}

	/** Sets, or clears, what any asset is called and what is said of it. */
	Asset describe(String id, DescribeAssetInput input, String actor) {
		Asset asset = this.catalog.known("id", id);
		Edit edit = this.edits.begin(StatedVersion.said(asset, id))
			.setOrClear("displayName", input.displayName(), InputValidation::name)
			.setOrClear("description", input.description(), InputValidation::text)
			.setOrClear("tags", input.tags(), InputValidation::names);
		return this.edits.write(edit, actor);
	}

	/**
	 * Says that two datasets, or two models, are one. Both keep their keys and all that
	 * was said of them.
	 */
	Asset merge(String keep, String merge, String actor) {
		Asset kept = data("keep", keep);
		Asset merged = data("merge", merge);
		if (kept.urn().equals(merged.urn())) {
			if (keep.equals(merge)) {
				throw InvalidRequestException.invalid("merge", "an asset is one with itself");
			}
			return kept;
		}
		if (kept.kind() != merged.kind()) {
			throw InvalidRequestException.invalid("merge",
					"'" + merged.urn() + "' is a " + merged.kind() + ", and '" + kept.urn() + "' a " + kept.kind());
		}
		Edit edit = this.edits.begin(Urn.of(kept));
		edit.add(new MetadataEvent.AssetsMerged(
				new Identity.Merge(Urn.of(kept), Urn.of(merged), kept.kind(), edit.at(), actor)));
		return this.edits.write(edit, actor);
	}

	/**
	 * Says that a further key of an asset is of another asset after all. What was said
	 * under it goes with it.
	 */
	Asset split(String alias, String actor) {
		Asset asset = this.catalog.assetByAlias(alias);
		if (asset == null) {
			throw InvalidRequestException.notFound("alias", alias);
		}
		if (!Catalog.keys(alias).contains(asset.urn())) {
			this.edits.split(alias, actor);
		}
		else if (!this.identity.isApart(asset)) {
			throw InvalidRequestException.invalid("alias", "'" + asset.urn()
					+ "' is the id of the asset itself; only a further key can be split off"
					+ (asset.aliases().isEmpty() ? ", and it has none" : ": " + String.join(", ", asset.aliases())));
		}
		return Objects.requireNonNull(this.catalog.assetByAlias(alias));
	}

	private Asset data(String argument, String id) {
		Asset asset = this.catalog.known(argument, id);
		if (asset.kind() != AssetKind.DATASET && asset.kind() != AssetKind.MODEL) {
			throw InvalidRequestException.invalid(argument,
					"'" + asset.urn() + "' is a " + asset.kind() + "; only datasets and models have several keys");
		}
		return asset;
	}

	/** Registers a dataset, or sets what is told of it. */
	Asset register(DatasetInput input, String actor) {
		Urn urn = input.key().data("input.key");
		Edit edit = this.edits.begin(urn)
			.register(AssetKind.DATASET)
			.set("displayName", input.displayName(), InputValidation::name)
			.set("description", input.description(), InputValidation::text)
			.set("tags", input.tags(), InputValidation::names);
		return this.edits.write(edit, actor);
	}

	/** Registers a model, or sets what is told of it. */
	Asset register(ModelInput input, String actor) {
		Urn urn = input.key().data("input.key");
		Edit edit = say(input, this.edits.begin(urn));
		if (input.baseModels() != null) {
			baseModels(urn, input.baseModels(), edit);
		}
		return this.edits.write(edit, actor);
	}

	/** Says what is told of a model itself. */
	static Edit say(ModelInput input, Edit edit) {
		return edit.register(AssetKind.MODEL)
			.set("displayName", input.displayName(), InputValidation::name)
			.set("description", input.description(), InputValidation::text)
			.set("tags", input.tags(), InputValidation::names)
			.set("purpose", input.purpose(), InputValidation::text)
			.set("intendedUses", input.intendedUses(), InputValidation::texts)
			.set("outOfScopeUses", input.outOfScopeUses(), InputValidation::texts)
			.set("limitations", input.limitations(), InputValidation::texts)
			.set("failureModes", input.failureModes(), InputValidation::texts)
			.set("lifecycle", input.lifecycle(), (argument, lifecycle) -> lifecycle.name())
			.set("riskTier", input.riskTier(), InputValidation::name);
	}

	/** Takes what sources say in place of what people set. */
	Asset accept(String id, String actor) {
		return resolve(id, Statement.StatementKind.WITHDRAWN, actor);
	}

	/** Keeps what people set, until sources say something else again. */
	Asset dismiss(String id, String actor) {
		return resolve(id, Statement.StatementKind.DISMISSED, actor);
	}

	private Asset resolve(String id, Statement.StatementKind kind, String actor) {
		Conflict conflict = this.conflicts.find(id);
		if (conflict == null) {
			throw InvalidRequestException.notFound("id", id);
		}
		Urn urn = StatedVersion.said(this.catalog.known("id", conflict.asset()), conflict.asset());
		Edit edit = this.edits.begin(urn);
		edit.add(new MetadataEvent.AssetDescribed(
				Statement.said(urn, kind, edit.at(), conflict.property(), conflict.capturedValue())));
		return this.edits.write(edit, actor);
	}

	/**
	 * What a model was made from goes through a declared job, as every direct fact does;
	 * a list replaces the one before it.
	 */
	private void baseModels(Urn model, List<String> ids, Edit edit) {
		if (ids.isEmpty()) {
			throw InvalidRequestException.invalid("input.baseModels",
					"must name at least one; unlinkAssets takes one away from the declared job");
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
				throw InvalidRequestException.invalid(argument, "a model is not its own base");
			}
			bases.add(DataUse.of(Urn.of(base)).asModel());
		}
		Urn job = Urn.declaredJob(model);
		edit.add(new MetadataEvent.JobDeclared(new JobDeclaration(job, edit.at(), AssetReference.MANUAL, bases,
				List.of(DataUse.of(model).asModel()))));
		edit.declared(job);
	}

	/** A dataset as a person registers it. */
	record DatasetInput(AssetKeyInput key, @Nullable String displayName, @Nullable String description,
			@Nullable List<String> tags) {
	}

	/** A model as a person registers it. */
	record ModelInput(AssetKeyInput key, @Nullable String displayName, @Nullable String description,
			@Nullable List<String> tags, @Nullable String purpose, @Nullable List<String> intendedUses,
			@Nullable List<String> outOfScopeUses, @Nullable List<String> limitations,
			@Nullable List<String> failureModes, @Nullable Lifecycle lifecycle, @Nullable String riskTier,
			@Nullable List<String> baseModels) {
	}

	/** What a person says of any asset; what is left out stays, null clears. */
	record DescribeAssetInput(ArgumentValue<String> displayName, ArgumentValue<String> description,
			ArgumentValue<List<String>> tags) {
	}

}
