package dev.pedigree.graphql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.pedigree.GraphTest;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLNamedSchemaElement;
import graphql.schema.GraphQLNamedType;
import graphql.schema.idl.ScalarInfo;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.graphql.execution.SchemaReport;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds the schema and the Java behind it to each other. */
@GraphTest
class SchemaTests {

	@Autowired
	GraphQlSource source;

	@Autowired
	InspectedSchema inspected;

	@Test
	void everyFieldHasItsJavaAndEveryJavaItsField() {
		SchemaReport report = this.inspected.report();
		assertThat(report.unmappedFields()).as("fields without Java").isEmpty();
		assertThat(report.unmappedRegistrations()).as("Java without field").isEmpty();
		assertThat(report.unmappedArguments()).as("arguments that Java does not know").isEmpty();
		assertThat(report.fieldNullnessErrors()).as("fields that may not be null and could be").isEmpty();
		assertThat(report.argumentNullnessErrors()).as("arguments that may be null and must not").isEmpty();
		assertThat(report.skippedTypes()).as("types that were not looked at").isEmpty();
	}

	@Test
	void everyElementHasADescription() {
		Set<String> silent = new TreeSet<>();
		for (GraphQLNamedType type : this.source.schema().getAllTypesAsList()) {
			if (!type.getName().startsWith("__") && !ScalarInfo.isGraphqlSpecifiedScalar(type.getName())) {
				elements(type).stream()
					.filter((element) -> element.element.getDescription() == null
							|| element.element.getDescription().isBlank())
					.forEach((element) -> silent.add(element.path));
			}
		}
		assertThat(silent).isEmpty();
	}

	private static List<Element> elements(GraphQLNamedType type) {
		List<Element> elements = new ArrayList<>();
		elements.add(new Element(type.getName(), type));
		if (type instanceof GraphQLFieldsContainer container) {
			container.getFieldDefinitions().forEach((field) -> {
				elements.add(new Element(type.getName() + "." + field.getName(), field));
				for (GraphQLArgument argument : field.getArguments()) {
					elements.add(new Element(type.getName() + "." + field.getName() + "(" + argument.getName() + ")",
							argument));
				}
			});
		}
		if (type instanceof GraphQLEnumType values) {
			values.getValues()
				.forEach((value) -> elements.add(new Element(type.getName() + "." + value.getName(), value)));
		}
		if (type instanceof GraphQLInputObjectType input) {
			input.getFieldDefinitions()
				.forEach((field) -> elements.add(new Element(type.getName() + "." + field.getName(), field)));
		}
		return elements;
	}

	/** An element of the schema and where it is. */
	private record Element(String path, GraphQLNamedSchemaElement element) {
	}

}
