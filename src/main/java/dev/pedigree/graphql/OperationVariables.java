package dev.pedigree.graphql;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.OperationDefinition;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.language.VariableDefinition;

/**
 * The variables that a stored operation declares. Converts URL parameters, which are
 * text, to values of their types; enums and times stay text, which the engine checks.
 */
final class OperationVariables {

	private final Map<String, Type<?>> types = new TreeMap<>();

	OperationVariables(OperationDefinition operation) {
		for (VariableDefinition variable : operation.getVariableDefinitions()) {
			this.types.put(variable.getName(), nullable(variable.getType()));
		}
	}

	/**
	 * Converts parameters to variables of the same names; none sets a reserved one.
	 * @throws Operations.FailedException when a parameter has no variable or not its type
	 */
	Map<String, Object> of(Map<String, String[]> parameters, Collection<String> reserved) {
		Map<String, Object> variables = new HashMap<>();
		parameters.forEach((name, texts) -> {
			Type<?> type = this.types.get(name);
			if (type == null || reserved.contains(name)) {
				TreeSet<String> known = new TreeSet<>(this.types.keySet());
				known.removeAll(reserved);
				throw invalid(name, "is not a parameter; " + String.join(", ", known) + " are allowed");
			}
			variables.put(name, value(name, type, texts));
		});
		return variables;
	}

	private static Object value(String name, Type<?> type, String[] texts) {
		if (type instanceof ListType list) {
			return Arrays.stream(texts).map((text) -> value(name, nullable(list.getType()), text)).toList();
		}
		if (texts.length != 1) {
			throw invalid(name, "has " + texts.length + " values; one is allowed");
		}
		return value(name, type, texts[0]);
	}

	private static Object value(String name, Type<?> type, String text) {
		return switch (((TypeName) type).getName()) {
			case "Boolean" -> switch (text) {
				case "true" -> true;
				case "false" -> false;
				default -> throw invalid(name, "is not a truth value; true and false are allowed");
			};
			case "Int" -> {
				try {
					yield Integer.parseInt(text);
				}
				catch (NumberFormatException ex) {
					throw invalid(name, "is not a number; whole numbers are allowed");
				}
			}
			default -> text;
		};
	}

	private static Type<?> nullable(Type<?> type) {
		return (type instanceof NonNullType required) ? (Type<?>) required.getType() : type;
	}

	private static Operations.FailedException invalid(String name, String problem) {
		return new Operations.FailedException(
				List.of(ErrorCode.INVALID_ARGUMENT.error(null, name + ": " + problem, Map.of("argument", name))));
	}

}
