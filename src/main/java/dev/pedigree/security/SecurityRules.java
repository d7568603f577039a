package dev.pedigree.security;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.boot.security.autoconfigure.web.servlet.PathRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AuthenticationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;

/**
 * The roles of requests: a capturer for events, a reader for queries and exports unless
 * reads are open, an editor or more for mutations ({@link MutationGuard}) and
 * inventories. Pages, schemas and health are open.
 */
@Configuration(proxyBeanMethods = false)
class SecurityRules {

	private static final String[] OPEN = { "/", "/index.html", "/favicon.ico", "/error", "/actuator/health",
			"/actuator/health/**", "/actuator/info", "/schemas/**", "/graphiql", "/graphiql/**", "/browser",
			"/browser/**", "/assets/**" };

	private static final String EXPORTS = "/api/v1/export/**";

	/** Only scripts of this server; GraphiQL writes styles into its elements. */
	private static final String CONTENT_SECURITY = "default-src 'none'; script-src 'self'; "
			+ "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
			+ "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

	private final SecurityProperties properties;

	SecurityRules(SecurityProperties properties) {
		this.properties = properties;
	}

	@Bean
	TokenAuthentication tokens() {
		return new TokenAuthentication(this.properties.tokens());
	}

	/** Tries each provider in turn; without it Spring Boot creates a user. */
	@Bean
	AuthenticationManager authenticationManager(List<AuthenticationProvider> providers) {
		return new ProviderManager(providers);
	}

	/** One observation a request is enough: one for each filter is slow. */
	@Bean
	SecurityObservationSettings observations() {
		return SecurityObservationSettings.noObservations();
	}

	@Bean
	SecurityFilterChain rules(HttpSecurity http, AuthenticationManager manager, TokenAuthentication tokens) {
		AuthenticationProblems problems = new AuthenticationProblems();
		AuthenticationFilter bearer = new AuthenticationFilter(manager, tokens);
		bearer.setSuccessHandler((request, response, authentication) -> {
			// The request continues without a redirect.
		});
		bearer.setFailureHandler(problems::commence);
		return http.csrf(AbstractHttpConfigurer::disable)
			.formLogin(AbstractHttpConfigurer::disable)
			.httpBasic(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.authenticationManager(manager)
			.addFilterBefore(bearer, AuthorizationFilter.class)
			.exceptionHandling((errors) -> errors.authenticationEntryPoint(problems).accessDeniedHandler(problems))
			.headers(SecurityRules::headers)
			.authorizeHttpRequests(this::authorize)
			.build();
	}

	/** Headers of every response; a page that needs another policy sets its own. */
	private static void headers(HeadersConfigurer<HttpSecurity> headers) {
		headers.contentSecurityPolicy((policy) -> policy.policyDirectives(CONTENT_SECURITY))
			.referrerPolicy((policy) -> policy.policy(ReferrerPolicyHeaderWriter.ReferrerPolicy.NO_REFERRER))
			.permissionsPolicyHeader(
					(policy) -> policy.policy("camera=(), geolocation=(), microphone=(), payment=(), usb=()"));
	}

	private void authorize(
			AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
		requests.requestMatchers(PathRequest.toStaticResources().atCommonLocations()).permitAll();
		requests.requestMatchers(HttpMethod.GET, OPEN).permitAll();
		// Webhooks are signed; their controller checks the signature.
		requests.requestMatchers(HttpMethod.POST, "/api/v1/ingest/*/*").permitAll();
		if (this.properties.openReads()) {
			requests.requestMatchers(HttpMethod.GET, EXPORTS).permitAll();
			requests.requestMatchers("/graphql", "/graphql/schema").permitAll();
		}
		requests.requestMatchers(HttpMethod.GET, EXPORTS).hasAuthority(Role.READER.authority());
		requests.requestMatchers("/api/v1/inventory").hasAuthority(Role.EDITOR.authority());
		requests.requestMatchers("/api/v1/**").hasAuthority(Role.CAPTURER.authority());
		requests.requestMatchers("/actuator/sbom/**").hasAuthority(Role.ADMIN.authority());
		// Browsers cannot send a header with it; the first message has the token.
		requests.requestMatchers(SecurityRules::isSocket).permitAll();
		requests.anyRequest().hasAuthority(Role.READER.authority());
	}

	private static boolean isSocket(HttpServletRequest request) {
		return request.getMethod().equals(HttpMethod.GET.name()) && request.getRequestURI().equals("/graphql")
				&& "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
	}

	/** Runs first: the other interceptors read the caller of the socket. */
	@Bean
	@Order(0)
	SocketAuthentication socketAuthentication(AuthenticationManager manager) {
		return new SocketAuthentication(manager, this.properties.openReads());
	}

	@Bean
	GraphQlSourceBuilderCustomizer mutationGuard() {
		return (source) -> source.typeVisitors(List.of(new MutationGuard()));
	}

}
