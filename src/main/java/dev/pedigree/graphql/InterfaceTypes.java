package dev.pedigree.graphql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import dev.pedigree.catalog.Asset;
import graphql.TypeResolutionEnvironment;
import graphql.language.FieldDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.TypeName;
import graphql.schema.GraphQLObjectType;
import graphql.schema.TypeResolver;
import graphql.schema.idl.TypeDefinitionRegistry;

import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.execution.TypeDefinitionConfigurer;
import org.springframework.stereotype.Component;

/**
 * Copies the fields of an interface, and those that modules add to it with
 * {@code extend interface}, into the types that implement it. So a module can add a field
 * to every asset, and the SDL declares each field once. Resolves the type of a value of
 * an interface or union: the kind of an asset, else the name of the class.
 */
@Component
class InterfaceTypes implements TypeDefinitionConfigurer, TypeResolver, GraphQlSourceBuilderCustomizer {

	@Override
	public void customize(GraphQlSource.SchemaResourceBuilder builder) {
		builder.configureTypeDefinitions(this).defaultTypeResolver(this);
	}

	@Override
	public void configure(TypeDefinitionRegistry registry) {
		for (ObjectTypeDefinition type : registry.getTypes(ObjectTypeDefinition.class)) {
			Map<String, FieldDefinition> fields = new LinkedHashMap<>();
			type.getImplements()
				.forEach((implemented) -> fields(registry, ((TypeName) implemented).getName())
					.forEach((field) -> fields.putIfAbsent(field.getName(), field)));
			type.getFieldDefinitions().forEach((field) -> fields.put(field.getName(), field));
			registry.remove(type);
			registry.add(type.transform((builder) -> builder.fieldDefinitions(List.copyOf(fields.values()))));
		}
	}

	@Override
	public GraphQLObjectType getType(TypeResolutionEnvironment environment) {
		Object value = Objects.requireNonNull(environment.getObject());
		return environment.getSchema()
			.getObjectType((value instanceof Asset asset) ? asset.kind().label() : value.getClass().getSimpleName());
	}

	private static List<FieldDefinition> fields(TypeDefinitionRegistry registry, String name) {
		return Stream
			.concat(Stream.ofNullable(registry.getTypeOrNull(name, InterfaceTypeDefinition.class)),
					registry.interfaceTypeExtensions().getOrDefault(name, List.of()).stream())
			.flatMap((type) -> type.getFieldDefinitions().stream())
			.toList();
	}

}
