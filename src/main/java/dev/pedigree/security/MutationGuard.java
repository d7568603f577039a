package dev.pedigree.security;

import java.util.Set;

import graphql.schema.DataFetcher;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchemaElement;
import graphql.schema.GraphQLTypeVisitorStub;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;

/** Requires an editor for mutations, and an admin for those that cannot be undone. */
class MutationGuard extends GraphQLTypeVisitorStub {

	/** Mutations that need an admin. */
	private static final Set<String> ADMIN = Set.of("forget", "erasePerson", "liftErasure");

	@Override
	public TraversalControl visitGraphQLFieldDefinition(GraphQLFieldDefinition field,
			TraverserContext<GraphQLSchemaElement> context) {
		if (context.getParentNode() instanceof GraphQLObjectType parent && parent.getName().equals("Mutation")) {
			GraphQLCodeRegistry.Builder code = context.getVarFromParents(GraphQLCodeRegistry.Builder.class);
			DataFetcher<?> fetcher = code.getDataFetcher(parent, field);
			Role least = ADMIN.contains(field.getName()) ? Role.ADMIN : Role.EDITOR;
			code.dataFetcher(parent, field, (DataFetcher<?>) (environment) -> {
				require(least);
				return fetcher.get(environment);
			});
		}
		return TraversalControl.CONTINUE;
	}

	private static void require(Role least) {
		Caller.current();
		if (!least.isHeldBy(SecurityContextHolder.getContext().getAuthentication())) {
			throw new AccessDeniedException("This needs the role " + least.name());
		}
	}

}
