package dev.pedigree.graphql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import graphql.language.FieldDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.InterfaceTypeExtensionDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.TypeName;
import graphql.schema.idl.TypeDefinitionRegistry;

import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.execution.TypeDefinitionConfigurer;
import org.springframework.stereotype.Component;

/**
 * Copies the fields of an interface, and those that modules add to it with
 * {@code extend interface}, into the types that implement it. A module can so add a field
 * to every asset, and the SDL says each field once.
 */
@Component
class InterfaceFields implements TypeDefinitionConfigurer, GraphQlSourceBuilderCustomizer {

	@Override
	public void customize(GraphQlSource.SchemaResourceBuilder builder) {
		builder.configureTypeDefinitions(this);
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

	private static List<FieldDefinition> fields(TypeDefinitionRegistry registry, String name) {
		List<FieldDefinition> fields = new ArrayList<>();
		InterfaceTypeDefinition type = registry.getTypeOrNull(name, InterfaceTypeDefinition.class);
		if (type != null) {
			fields.addAll(type.getFieldDefinitions());
		}
		for (InterfaceTypeExtensionDefinition extension : registry.interfaceTypeExtensions()
			.getOrDefault(name, List.of())) {
			fields.addAll(extension.getFieldDefinitions());
		}
		return fields;
	}

}
