package dev.pedigree.graphql;

import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;

import graphql.language.AstPrinter;
import graphql.language.Node;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLImplementingType;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import graphql.schema.InputValueWithState;
import org.jspecify.annotations.Nullable;

/** Compares a schema with one whose clients must not break. */
record Contract(GraphQLSchema promised) {

	/**
	 * What clients of the promised schema would miss, by name: {@code Type},
	 * {@code Type.field}, {@code Type.field(argument:)},
	 * {@code Type implements Interface}. What an interface misses is not said again of
	 * the types that implement it.
	 */
	TreeSet<String> breaks(GraphQLSchema schema) {
		TreeSet<String> breaks = new TreeSet<>();
		for (GraphQLNamedType type : this.promised.getAllTypesAsList()) {
			if (type.getName().startsWith("__")) {
				continue;
			}
			GraphQLType now = schema.getType(type.getName());
			if (now == null || !now.getClass().equals(type.getClass())) {
				breaks.add(type.getName());
			}
			else {
				members(type, now, breaks);
			}
		}
		return withoutInherited(breaks);
	}

	private void members(GraphQLNamedType type, GraphQLType now, TreeSet<String> breaks) {
		String prefix = type.getName() + ".";
		if (type instanceof GraphQLImplementingType implementing) {
			TreeSet<String> missing = names(implementing.getInterfaces());
			missing.removeAll(names(((GraphQLImplementingType) now).getInterfaces()));
			missing.forEach((name) -> breaks.add(type.getName() + " implements " + name));
		}
		switch (type) {
			case GraphQLFieldsContainer fields -> {
				for (GraphQLFieldDefinition field : fields.getFieldDefinitions()) {
					field(prefix + field.getName(), field,
							((GraphQLFieldsContainer) now).getFieldDefinition(field.getName()), breaks);
				}
			}
			case GraphQLEnumType values -> values.getValues()
				.stream()
				.filter((value) -> ((GraphQLEnumType) now).getValue(value.getName()) == null)
				.forEach((value) -> breaks.add(prefix + value.getName()));
			case GraphQLUnionType union -> {
				TreeSet<String> missing = names(union.getTypes());
				missing.removeAll(names(((GraphQLUnionType) now).getTypes()));
				missing.forEach((name) -> breaks.add(prefix + name));
			}
			case GraphQLInputObjectType input -> input(prefix, input, (GraphQLInputObjectType) now, breaks);
			default -> {
			}
		}
	}

	private static void field(String name, GraphQLFieldDefinition field, @Nullable GraphQLFieldDefinition now,
			TreeSet<String> breaks) {
		if (now == null || !same(field.getType(), now.getType())) {
			breaks.add(name);
			return;
		}
		for (GraphQLArgument argument : field.getArguments()) {
			GraphQLArgument other = now.getArgument(argument.getName());
			if (other == null || !same(argument.getType(), other.getType())
					|| !text(argument.getArgumentDefaultValue()).equals(text(other.getArgumentDefaultValue()))) {
				breaks.add(name + "(" + argument.getName() + ":)");
			}
		}
		now.getArguments()
			.stream()
			.filter((more) -> field.getArgument(more.getName()) == null)
			.filter((more) -> GraphQLTypeUtil.isNonNull(more.getType()) && !more.hasSetDefaultValue())
			.forEach((more) -> breaks.add(name + "(" + more.getName() + ":)"));
	}

	private static void input(String prefix, GraphQLInputObjectType input, GraphQLInputObjectType now,
			TreeSet<String> breaks) {
		for (GraphQLInputObjectField field : input.getFieldDefinitions()) {
			GraphQLInputObjectField other = now.getFieldDefinition(field.getName());
			if (other == null || !same(field.getType(), other.getType())
					|| !text(field.getInputFieldDefaultValue()).equals(text(other.getInputFieldDefaultValue()))) {
				breaks.add(prefix + field.getName());
			}
		}
		now.getFieldDefinitions()
			.stream()
			.filter((more) -> input.getFieldDefinition(more.getName()) == null)
			.filter((more) -> more.getType() instanceof GraphQLNonNull && !more.hasSetDefaultValue())
			.forEach((more) -> breaks.add(prefix + more.getName()));
	}

	private TreeSet<String> withoutInherited(TreeSet<String> breaks) {
		return breaks.stream().filter((name) -> {
			String[] parts = name.split("\\.", 2);
			return parts.length < 2 || !(this.promised.getType(parts[0]) instanceof GraphQLImplementingType type)
					|| names(type.getInterfaces()).stream()
						.noneMatch((parent) -> breaks.contains(parent + "." + parts[1]));
		}).collect(Collectors.toCollection(TreeSet::new));
	}

	private static TreeSet<String> names(List<? extends GraphQLType> types) {
		return types.stream()
			.map((type) -> ((GraphQLNamedType) type).getName())
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static boolean same(GraphQLType one, GraphQLType other) {
		return GraphQLTypeUtil.simplePrint(one).equals(GraphQLTypeUtil.simplePrint(other));
	}

	private static String text(InputValueWithState value) {
		return (value.getValue() instanceof Node<?> literal) ? AstPrinter.printAst(literal)
				: Objects.toString(value.getValue());
	}

}
