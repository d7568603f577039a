package dev.pedigree.graphql;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import graphql.execution.ExecutionContext;
import graphql.execution.ValuesResolver;
import graphql.execution.conditional.ConditionalNodes;
import graphql.introspection.Introspection;
import graphql.language.DirectivesContainer;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.TypeName;
import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Computes the depth and the cost of an operation. Every field costs one, or the value of
 * {@code @cost}; the fields within it count once for each row of its argument
 * {@code first}. A fragment counts as often as it is used, but its size is computed once:
 * fragments that use each other twice double with every level. Introspection is free.
 */
final class QueryCost {

	/** The depth of an operation, and the number of values that its result can have. */
	record Size(int depth, double cost) {

		static final Size NONE = new Size(0, 0);

		private Size plus(Size other) {
			return new Size(Math.max(this.depth, other.depth), this.cost + other.cost);
		}

		private Size within(double weight, int rows) {
			return new Size(this.depth + 1, weight + this.cost * rows);
		}

	}

	private final ConditionalNodes conditions = new ConditionalNodes();

	private final ExecutionContext context;

	private final Map<String, Size> fragments = new HashMap<>();

	private QueryCost(ExecutionContext context) {
		this.context = context;
	}

	static Size of(ExecutionContext context) {
		GraphQLSchema schema = context.getGraphQLSchema();
		return new QueryCost(context).selections(context.getOperationDefinition().getSelectionSet(),
				switch (context.getOperationDefinition().getOperation()) {
					case QUERY -> schema.getQueryType();
					case MUTATION -> schema.getMutationType();
					case SUBSCRIPTION -> schema.getSubscriptionType();
				});
	}

	private Size selections(@Nullable SelectionSet selections, @Nullable GraphQLCompositeType parent) {
		Size sum = Size.NONE;
		if (selections != null && parent != null) {
			for (Selection<?> selection : selections.getSelections()) {
				if (isIncluded((DirectivesContainer<?>) selection)) {
					sum = sum.plus(selection(selection, parent));
				}
			}
		}
		return sum;
	}

	private boolean isIncluded(DirectivesContainer<?> selection) {
		return this.conditions.shouldInclude(selection, this.context.getCoercedVariables().toMap(),
				this.context.getGraphQLSchema(), this.context.getGraphQLContext());
	}

	private Size selection(Selection<?> selection, GraphQLCompositeType parent) {
		return switch (selection) {
			case Field field -> field(field, parent);
			case InlineFragment fragment -> selections(fragment.getSelectionSet(),
					(fragment.getTypeCondition() != null) ? type(fragment.getTypeCondition()) : parent);
			case FragmentSpread spread -> fragment(spread.getName());
			default -> throw new IllegalStateException("Unknown selection: " + selection.getClass());
		};
	}

	private Size fragment(String name) {
		Size known = this.fragments.get(name);
		if (known == null) {
			FragmentDefinition fragment = this.context.getFragmentsByName().get(name);
			known = (fragment != null) ? selections(fragment.getSelectionSet(), type(fragment.getTypeCondition()))
					: Size.NONE;
			this.fragments.put(name, known);
		}
		return known;
	}

	private Size field(Field field, GraphQLCompositeType parent) {
		if (field.getName().startsWith("__")) {
			return Size.NONE;
		}
		GraphQLFieldDefinition definition = Introspection.getFieldDef(this.context.getGraphQLSchema(), parent,
				field.getName());
		Map<String, Object> arguments = ValuesResolver.getArgumentValues(
				this.context.getGraphQLSchema().getCodeRegistry(), definition.getArguments(), field.getArguments(),
				this.context.getCoercedVariables(), this.context.getGraphQLContext(), Locale.ROOT);
		int rows = (arguments.get("first") instanceof Integer first) ? Math.max(first, 1) : 1;
		GraphQLCompositeType type = (GraphQLTypeUtil
			.unwrapAll(definition.getType()) instanceof GraphQLCompositeType composite) ? composite : null;
		return selections(field.getSelectionSet(), type).within(weight(definition), rows);
	}

	private static double weight(GraphQLFieldDefinition definition) {
		GraphQLAppliedDirective cost = definition.getAppliedDirective("cost");
		return (cost != null && cost.getArgument("weight").getValue() instanceof Integer weight) ? weight : 1;
	}

	private @Nullable GraphQLCompositeType type(TypeName name) {
		return (this.context.getGraphQLSchema().getType(name.getName()) instanceof GraphQLCompositeType type) ? type
				: null;
	}

}
