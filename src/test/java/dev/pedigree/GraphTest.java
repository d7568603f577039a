package dev.pedigree;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;

import dev.pedigree.graphql.InspectedSchema;
import dev.pedigree.ingestion.StubSources;
import dev.pedigree.store.CountedQueries;
import dev.pedigree.store.TestStore;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;
import org.springframework.test.context.TestExecutionListeners;

/**
 * A test of the whole catalog, on a real port and a real Neo4j that all such tests share.
 * Each class begins with an empty store. Classes without settings of their own share one
 * application context, which polls a stub of each kind of source.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = GraphTest.Store.class)
@TestExecutionListeners(listeners = { GraphTest.EmptyStore.class, GraphTest.Caller.class },
		mergeMode = TestExecutionListeners.MergeMode.MERGE_WITH_DEFAULTS)
public @interface GraphTest {

	/**
	 * Adds the store's address, the known tokens and a way to ask questions.
	 */
	final class Store implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			// A class with one instance for all tests loads its context before
			// beforeTestClass.
			TestStore.use(isBeside(context.getEnvironment()));
			context.getBeanFactory().registerSingleton("testStore", (DynamicPropertyRegistrar) TestStore::register);
			if (isBeside(context.getEnvironment())) {
				((GenericApplicationContext) context).registerBean(MovableClock.class,
						(clock) -> clock.setPrimary(true));
			}
			else {
				context.getBeanFactory().addBeanPostProcessor(new CountedQueries());
			}
			context.getBeanFactory().registerSingleton("inspectedSchema", new InspectedSchema());
			context.getBeanFactory().registerSingleton("testTokens", (DynamicPropertyRegistrar) TestToken::register);
			((GenericApplicationContext) context).registerBean(Asking.class);
			((GenericApplicationContext) context).registerBean(LocalPages.class);
			if (!hasSettings(context.getEnvironment()) && !isBeside(context.getEnvironment())) {
				context.getBeanFactory()
					.registerSingleton("stubSources", (DynamicPropertyRegistrar) StubSources::register);
			}
		}

		private static boolean isBeside(ConfigurableEnvironment environment) {
			return environment.containsProperty("pedigree-test.store");
		}

		/** Two contexts that poll the same stub would compete for its lease. */
		private static boolean hasSettings(ConfigurableEnvironment environment) {
			return environment.getPropertySources()
				.get("Inlined Test Properties") instanceof EnumerablePropertySource<?> inlined
					&& Arrays.stream(inlined.getPropertyNames()).anyMatch((name) -> name.startsWith("pedigree."));
		}

	}

	/**
	 * Chooses the store of each test class and empties it before the class begins; resets
	 * the clock after each test.
	 */
	final class EmptyStore implements TestExecutionListener {

		@Override
		public void beforeTestClass(TestContext context) {
			TestStore.use(AnnotatedElementUtils.hasAnnotation(context.getTestClass(), BesideGraphTest.class));
			TestStore.clear();
		}

		@Override
		public void afterTestMethod(TestContext context) {
			context.getApplicationContext().getBeanProvider(MovableClock.class).ifAvailable(MovableClock::reset);
		}

	}

	/** Is the caller of what a test calls without a request. */
	final class Caller implements TestExecutionListener {

		@Override
		public void beforeTestClass(TestContext context) {
			SecurityContextHolder
				.setContext(new SecurityContextImpl(new TestingAuthenticationToken("ada@example.com", "")));
		}

		@Override
		public void beforeTestMethod(TestContext context) {
			beforeTestClass(context);
		}

		@Override
		public void afterTestClass(TestContext context) {
			SecurityContextHolder.clearContext();
		}

	}

}
