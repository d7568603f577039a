package dev.pedigree.graphql;

import java.util.Objects;

import dev.pedigree.catalog.Asset;
import dev.pedigree.catalog.AssetKind;
import dev.pedigree.deployment.Environment;
import dev.pedigree.ownership.Owner;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.execution.SchemaMappingInspector;
import org.springframework.graphql.execution.SchemaReport;

/**
 * Keeps what Spring finds when it compares the schema with the Java behind it, as the
 * catalog starts. To wire the schema a second time would register everything twice.
 */
public final class InspectedSchema implements GraphQlSourceBuilderCustomizer {

	private @Nullable SchemaReport report;

	@Override
	public void customize(GraphQlSource.SchemaResourceBuilder builder) {
		builder.inspectSchemaMappings(InspectedSchema::classes, (found) -> this.report = found);
	}

	SchemaReport report() {
		return Objects.requireNonNull(this.report, "No schema was inspected");
	}

	/** The classes behind the types that only an interface or union leads to. */
	private static void classes(SchemaMappingInspector.Initializer inspector) {
		for (AssetKind kind : AssetKind.values()) {
			inspector.classMapping(kind.label(), Asset.class);
		}
		inspector.classMapping("Team", Owner.Team.class)
			.classMapping("Person", Owner.Person.class)
			.classMapping("Environment", Environment.class);
	}

}
