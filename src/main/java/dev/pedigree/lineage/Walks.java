package dev.pedigree.lineage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.neo4j.driver.exceptions.Neo4jException;

import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;

/**
 * The one walk, shared by lineage and impact: breadth-first, each node visited once, by
 * hops that jobs and runs do not count in (semantics, Walks).
 */
@Service
public class Walks {

	private final WalkRepository repository;

	Walks(WalkRepository repository) {
		this.repository = repository;
	}

	/** Walks, with one query whatever is reached. */
	public Walk walk(WalkQuestion question) {
		try {
			return new Cut(question, this.repository.reach(question)).walk();
		}
		catch (DataAccessException ex) {
			if (!isTimeout(ex)) {
				throw ex;
			}
			List<String> roots = List.copyOf(question.roots());
			return new Walk(List.of(), List.of(), Set.of(), new Truncation(Truncation.Reason.TIME, null, roots),
					List.of());
		}
	}

	private static boolean isTimeout(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof Neo4jException refused && refused.code().contains("TransactionTimedOut")) {
				return true;
			}
		}
		return false;
	}

}
