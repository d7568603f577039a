package dev.pedigree.compliance;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import dev.pedigree.catalog.Attributed;
import dev.pedigree.graph.CypherQuery;
import dev.pedigree.graph.GraphStore;
import dev.pedigree.graph.Row;

import org.springframework.stereotype.Repository;

/** Reads and writes regulations and requirements. */
@Repository
class ComplianceRepository {

	private static final CypherQuery REGISTER = CypherQuery.named("compliance/register");

	private static final CypherQuery APPLY = CypherQuery.named("compliance/apply");

	private static final CypherQuery LIFT = CypherQuery.named("compliance/lift");

	private static final CypherQuery REGULATIONS = CypherQuery.named("compliance/regulations");

	private static final CypherQuery REQUIRED = CypherQuery.named("compliance/required");

	private static final CypherQuery REGULATION_OF = CypherQuery.named("compliance/regulation-of");

	private static final CypherQuery REQUIREMENTS = CypherQuery.named("compliance/requirements");

	private static final CypherQuery TOUCHED = CypherQuery.named("compliance/touched");

	private final GraphStore store;

	ComplianceRepository(GraphStore store) {
		this.store = store;
	}

	/** Writes a regulation, also as JSON. */
	void register(Attributed<Regulations.RegulationStatement> regulation, String values) {
		Regulations.RegulationStatement statement = regulation.statement();
		REGISTER.run(this.store,
				Map.of("urn", statement.urn().value(), "properties", statement.properties(), "requirements",
						statement.requirements(), "values", values, "at", statement.at(), "actors",
						regulation.actors()));
	}

	/** Writes that a requirement applies, or no longer; returns whether this is new. */
	boolean apply(Attributed<Regulations.RequirementApplication> application) {
		return (application.statement().applies() ? APPLY : LIFT)
			.read(this.store, Map.of("application", application.statement(), "actors", application.actors()))
			.stream()
			.anyMatch((row) -> row.flag("news"));
	}

	List<Row> regulations() {
		return REGULATIONS.read(this.store, Map.of());
	}

	List<Row> required(Collection<String> regulations) {
		return REQUIRED.read(this.store, Map.of("regulations", regulations));
	}

	List<Row> regulationsOf(Collection<String> requirements) {
		return REGULATION_OF.read(this.store, Map.of("requirements", requirements));
	}

	/**
	 * Rows of the requirements of assets, including those of their parents and of the
	 * models that they serve.
	 */
	List<Row> requirements(Collection<String> assets) {
		return REQUIREMENTS.read(this.store, Map.of("assets", assets));
	}

	/** Rows of the requirements that apply to any of these assets, by node id. */
	List<Row> touched(Collection<Long> assets) {
		return TOUCHED.read(this.store, Map.of("assets", assets));
	}

}
