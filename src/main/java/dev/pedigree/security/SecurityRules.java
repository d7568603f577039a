package dev.pedigree.security;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
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
 * What each role may do: events need a capturer; questions and exports a reader, unless
 * reads are open; mutations ({@link MutationGuard}) and inventories, which are what
 * people say, an editor or more; pages, schemas and health are open.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecurityProperties.class)
class SecurityRules {

	private static final String[] OPEN = { "/", "/index.html", "/favicon.ico", "/error", "/actuator/health",
			"/actuator/health/**", "/actuator/info", "/schemas/**", "/graphiql", "/graphiql/**", "/browser",
			"/browser/**", "/assets/**" };

	/** Files of what GraphQL answers. */
	private static final String EXPORTS = "/api/v1/export/**";

	/** Scripts from this server alone; GraphiQL writes styles into its elements. */
	private static final String CONTENT_SECURITY = "default-src 'none'; script-src 'self'; "
			+ "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
			+ "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

	private static final String PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

	private final SecurityProperties properties;

	SecurityRules(SecurityProperties properties) {
		this.properties = properties;
	}

	@Bean
	TokenAuthentication tokens() {
		return new TokenAuthentication(this.properties.tokens());
	}

	/** Asks each provider in turn; with it Spring Boot makes up no user of its own. */
	@Bean
	AuthenticationManager authenticationManager(List<AuthenticationProvider> providers) {
		return new ProviderManager(providers);
	}

	/**
	 * One observation a request says enough; one for each of a dozen filters costs more
	 * than a small answer.
	 */
	@Bean
	SecurityObservationSettings observations() {
		return SecurityObservationSettings.noObservations();
	}

	@Bean
	SecurityFilterChain rules(HttpSecurity http, AuthenticationManager manager, TokenAuthentication tokens) {
		AuthenticationProblems refusals = new AuthenticationProblems();
		AuthenticationFilter bearer = new AuthenticationFilter(manager, tokens);
		bearer.setSuccessHandler((request, response, authentication) -> {
			// The request goes on; there is nowhere to redirect to.
		});
		bearer.setFailureHandler(refusals::commence);
		return http.csrf(AbstractHttpConfigurer::disable)
			.formLogin(AbstractHttpConfigurer::disable)
			.httpBasic(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.authenticationManager(manager)
			.addFilterBefore(bearer, AuthorizationFilter.class)
			.exceptionHandling((errors) -> errors.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
			.headers(SecurityRules::headers)
			.authorizeHttpRequests(this::authorize)
			.build();
	}

	/** Headers of every answer; a page that needs another policy sets its own. */
	private static void headers(HeadersConfigurer<HttpSecurity> headers) {
		headers.contentSecurityPolicy((policy) -> policy.policyDirectives(CONTENT_SECURITY))
			.referrerPolicy((policy) -> policy.policy(ReferrerPolicyHeaderWriter.ReferrerPolicy.NO_REFERRER))
			.permissionsPolicyHeader((policy) -> policy.policy(PERMISSIONS));
	}

	private void authorize(
			AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
		requests.requestMatchers(PathRequest.toStaticResources().atCommonLocations()).permitAll();
		requests.requestMatchers(HttpMethod.GET, OPEN).permitAll();
		// What connected systems push is signed; its door judges that.
		requests.requestMatchers(HttpMethod.POST, "/api/v1/ingest/*/*").permitAll();
		if (this.properties.openReads()) {
			requests.requestMatchers(HttpMethod.GET, EXPORTS).permitAll();
			requests.requestMatchers("/graphql", "/graphql/schema").permitAll();
		}
		requests.requestMatchers(HttpMethod.GET, EXPORTS).hasAuthority(Role.READER.authority());
		requests.requestMatchers("/api/v1/inventory").hasAuthority(Role.EDITOR.authority());
		requests.requestMatchers("/api/v1/**").hasAuthority(Role.CAPTURER.authority());
		requests.requestMatchers("/actuator/sbom/**").hasAuthority(Role.ADMIN.authority());
		// Browsers cannot send a header with it; the first message brings the token.
		requests.requestMatchers(SecurityRules::isSocket).permitAll();
		requests.anyRequest().hasAuthority(Role.READER.authority());
	}

	private static boolean isSocket(HttpServletRequest request) {
		return request.getMethod().equals(HttpMethod.GET.name()) && request.getRequestURI().equals("/graphql")
				&& "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE));
	}

	/** Comes first: the other interceptors see whose socket it is. */
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
