package dev.pedigree.graphql;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.Value;
import graphql.scalars.ExtendedScalars;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLScalarType;
import graphql.schema.idl.RuntimeWiring;
import org.jspecify.annotations.Nullable;

import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** The scalars DateTime, an instant in Java, and Long. */
@Component
class Scalars implements RuntimeWiringConfigurer {

	@Override
	public void configure(RuntimeWiring.Builder wiring) {
		wiring.scalar(GraphQLScalarType.newScalar(ExtendedScalars.DateTime).coercing(new InstantCoercing()).build())
			.scalar(ExtendedScalars.GraphQLLong);
	}

	/** The coercing of the extended scalar, with instants in Java. */
	@SuppressWarnings("unchecked")
	private static final class InstantCoercing implements Coercing<Instant, String> {

		private static final String FORM = "it must be a date and time with a zone, such as 2026-01-31T12:00:00Z";

		private final Coercing<OffsetDateTime, String> text = (Coercing<OffsetDateTime, String>) ExtendedScalars.DateTime
			.getCoercing();

		@Override
		public @Nullable String serialize(Object result, GraphQLContext context, Locale locale) {
			return this.text.serialize(offset(result), context, locale);
		}

		@Override
		public @Nullable Instant parseValue(Object input, GraphQLContext context, Locale locale) {
			try {
				return instant(this.text.parseValue(input, context, locale));
			}
			catch (CoercingParseValueException ex) {
				throw new CoercingParseValueException(FORM, ex);
			}
		}

		@Override
		public @Nullable Instant parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context,
				Locale locale) {
			try {
				return instant(this.text.parseLiteral(input, variables, context, locale));
			}
			catch (CoercingParseLiteralException ex) {
				throw new CoercingParseLiteralException(FORM, ex);
			}
		}

		@Override
		public Value<?> valueToLiteral(Object input, GraphQLContext context, Locale locale) {
			return this.text.valueToLiteral(offset(input), context, locale);
		}

		private static Object offset(Object time) {
			return (time instanceof Instant instant) ? instant.atOffset(ZoneOffset.UTC) : time;
		}

		/** In milliseconds, as the graph stores it. */
		private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
			return (time != null) ? Instant.ofEpochMilli(time.toInstant().toEpochMilli()) : null;
		}

	}

}
