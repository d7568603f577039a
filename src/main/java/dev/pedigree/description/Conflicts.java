package dev.pedigree.description;

import dev.pedigree.catalog.Catalog;
import dev.pedigree.catalog.Connection;
import dev.pedigree.catalog.PageRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the unresolved conflicts between curators and sources. */
@Service
@Transactional(readOnly = true, timeout = 10)
public class Conflicts {

	private final DescriptionRepository repository;

	private final Catalog catalog;

	Conflicts(DescriptionRepository repository, Catalog catalog) {
		this.repository = repository;
		this.catalog = catalog;
	}

	/** Returns a page of the conflicts of an asset, or of all if null. */
	Connection<Conflict> page(@Nullable String asset, PageRequest page, boolean total) {
		String urn = (asset != null) ? this.catalog.known("asset", asset).urn() : null;
		return Connection.of(page, this.repository.conflicts(urn, page), Conflict::id,
				total ? this.repository.countConflicts(urn) : null);
	}

	/** Returns an unresolved conflict; null if there is none. */
	public @Nullable Conflict find(String id) {
		return this.repository.conflict(id);
	}

}
