package dev.pedigree.description;

import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.Connection;
import dev.pedigree.catalog.PageRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Where sources say something else than what people set, until a person resolves it. */
@Service
@Transactional(readOnly = true, timeout = 10)
public class Conflicts {

	private final DescriptionRepository repository;

	private final Catalog catalog;

	Conflicts(DescriptionRepository repository, Catalog catalog) {
		this.repository = repository;
		this.catalog = catalog;
	}

	/**
	 * One page of conflicts.
	 * @param asset urn or alias key of the asset they are of; null for all
	 * @param total whether to count them all
	 */
	Connection<Conflict> page(@Nullable String asset, PageRequest slice, boolean total) {
		String urn = (asset != null) ? this.catalog.known("asset", asset).urn() : null;
		return Connection.of(slice, this.repository.conflicts(urn, slice), Conflict::id,
				total ? this.repository.countConflicts(urn) : null);
	}

	/** A conflict that nobody resolved yet; null when there is none. */
	public @Nullable Conflict find(String id) {
		return this.repository.conflict(id);
	}

}
