package dev.pedigree.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import dev.pedigree.GraphTest;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.graphql.execution.GraphQlSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The schema and the documentation have the properties of the registry. */
@GraphTest
class PropertyRegistryTests {

	@Autowired
	PropertyRegistry registry;

	@Autowired
	GraphQlSource source;

	@Autowired
	Neo4jClient client;

	@Test
	void typesHaveTheProperties() {
		for (AssetKind kind : AssetKind.values()) {
			for (AssetProperty property : this.registry.of(kind)) {
				GraphQLObjectType type = schema().getObjectType(kind.label());
				GraphQLFieldDefinition field = type.getFieldDefinition(property.name());
				assertThat(field).as("%s.%s", kind.label(), property.name()).isNotNull();
				checkType(property, field.getType());
			}
		}
	}

	@Test
	void inputsHaveTheEditableProperties() {
		Map<String, List<AssetProperty>> inputs = Map.of("DescribeAssetInput", this.registry.common(), "DatasetInput",
				this.registry.editable(AssetKind.DATASET), "ModelInput", this.registry.editable(AssetKind.MODEL));
		inputs.forEach((name, properties) -> {
			Map<String, GraphQLInputObjectField> fields = fields(name);
			properties.forEach((property) -> {
				assertThat(fields).as(name).containsKey(property.name());
				checkType(property, Objects.requireNonNull(fields.remove(property.name())).getType());
			});
			assertThat(fields.keySet()).as("other fields of %s", name).isSubsetOf("key", "baseModels");
		});
		assertThat(fields("ModelVersionInput").keySet()).containsAll(this.registry.editable(AssetKind.MODEL_VERSION)
			.stream()
			.filter((property) -> !property.isCommon())
			.map(AssetProperty::name)
			.toList());
	}

	@Test
	void fullTextIndexHasTheSearchedProperties() {
		Collection<String> indexed = this.client.query(
				"SHOW INDEXES YIELD name, properties WHERE name = 'discovery' UNWIND properties AS property RETURN property")
			.fetchAs(String.class)
			.all();
		assertThat(this.registry.searched()).extracting(AssetProperty::name).isNotEmpty().allMatch(indexed::contains);
	}

	@Test
	void documentationHasTheProperties() throws IOException {
		List<String> table = Files.readAllLines(Path.of("src", "docs", "properties.md"))
			.stream()
			.filter((line) -> line.startsWith("| `"))
			.toList();
		assertThat(table).containsExactlyElementsOf(this.registry.all().stream().map((property) -> {
			String kinds = property.isCommon() ? "every kind"
					: property.kinds().stream().map(AssetKind::name).collect(Collectors.joining(", "));
			String group = property.group().isEmpty() ? "" : "`" + property.group() + "`";
			return "| `" + property.name() + "` | " + kinds + " | " + property.type() + " | " + group + " | "
					+ (property.editable() ? "yes" : "no") + " |";
		}).toList());
	}

	private static void checkType(AssetProperty property, GraphQLType type) {
		boolean list = GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(type));
		assertThat(list).as("%s is a list", property.name()).isEqualTo(property.type().isList());
		String element = GraphQLTypeUtil.unwrapAll(type).getName();
		switch (property.type()) {
			case LINE, TEXT, NAMES, TEXTS, ADDRESS, DIGEST, PACKAGES ->
				assertThat(element).as(property.name()).isIn("String", "Package", "WriteMode", "ProcessingType");
			case LIFECYCLE -> assertThat(element).as(property.name()).isEqualTo("Lifecycle");
			case VALUE -> assertThat(element).as(property.name()).isNotEqualTo("String");
		}
	}

	private Map<String, GraphQLInputObjectField> fields(String input) {
		return Objects.requireNonNull((GraphQLInputObjectType) schema().getType(input))
			.getFieldDefinitions()
			.stream()
			.collect(Collectors.toMap(GraphQLInputObjectField::getName, (field) -> field));
	}

	private GraphQLSchema schema() {
		return this.source.schema();
	}

}
