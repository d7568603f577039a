package dev.pedigree;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.pedigree.graphql.InspectedSchema;
import dev.pedigree.store.CountedQueries;
import dev.pedigree.store.TestStore;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistrar;

/**
 * A test of the whole catalog, on a real port and a real Neo4j that all such tests share.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = GraphTest.Store.class)
public @interface GraphTest {

	/**
	 * Adds the store's address, the known tokens and a way to ask questions.
	 */
	final class Store implements ApplicationContextInitializer<ConfigurableApplicationContext> {

		@Override
		public void initialize(ConfigurableApplicationContext context) {
			context.getBeanFactory().registerSingleton("testStore", (DynamicPropertyRegistrar) TestStore::register);
			context.getBeanFactory().addBeanPostProcessor(new CountedQueries());
			context.getBeanFactory().registerSingleton("inspectedSchema", new InspectedSchema());
			context.getBeanFactory().registerSingleton("testTokens", (DynamicPropertyRegistrar) TestToken::register);
			((GenericApplicationContext) context).registerBean(Asking.class);
		}

	}

}
