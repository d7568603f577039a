package dev.pedigree.graphql;

import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The page at {@code /graphiql}, with its scripts in the jar. The page of Spring GraphQL
 * loads them from another host and is blank without it.
 */
@Component
class GraphiQlPage implements WebMvcConfigurer {

	@Override
	public void addViewControllers(ViewControllerRegistry registry) {
		registry.addViewController("/graphiql").setViewName("forward:/graphiql/index.html");
		registry.addRedirectViewController("/graphiql/", "/graphiql");
		registry.addRedirectViewController("/", "/graphiql");
	}

}
