package dev.pedigree.graphql;

import java.util.Objects;

import dev.pedigree.catalog.Asset;
import graphql.TypeResolutionEnvironment;
import graphql.schema.GraphQLObjectType;
import graphql.schema.TypeResolver;

import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.stereotype.Component;

/**
 * Which type of the schema an answer has, where the schema names an interface or union:
 * an asset's is that of its kind, any other's that of its class.
 */
@Component
class AnswerTypes implements GraphQlSourceBuilderCustomizer, TypeResolver {

	@Override
	public void customize(GraphQlSource.SchemaResourceBuilder builder) {
		builder.defaultTypeResolver(this);
	}

	@Override
	public GraphQLObjectType getType(TypeResolutionEnvironment environment) {
		Object answer = Objects.requireNonNull(environment.getObject());
		String type = (answer instanceof Asset asset) ? asset.kind().label() : answer.getClass().getSimpleName();
		return environment.getSchema().getObjectType(type);
	}

}
