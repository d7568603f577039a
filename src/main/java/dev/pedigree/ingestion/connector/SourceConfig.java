package dev.pedigree.ingestion.connector;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.pedigree.deployment.Environment;
import dev.pedigree.ingestion.PayloadNode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration of a source.
 *
 * @param name the name in the configuration; part of the namespaces of its assets, unlike
 * its URL, which may change
 */
public record SourceConfig(String name, Settings settings) {

	/** The source of its statements: {@code mlflow:prod}. */
	public String source() {
		return this.settings.type + ":" + this.name;
	}

	/** Members that are added to each payload, so that translations need no settings. */
	ObjectNode members() {
		ObjectNode members = JsonNodeFactory.instance.objectNode()
			.put("instance", this.name)
			.put("ownerTag", this.settings.ownerTag);
		if (this.settings.tier != null) {
			members.put("tier", this.settings.tier.name());
		}
		if (!this.settings.locations.isEmpty()) {
			this.settings.locations.forEach(members.putObject("locations")::put);
		}
		return members;
	}

	/**
	 * Maps the prefix of an address in a source to the global one; the longest wins.
	 * @param locations the member {@code locations} of the payload
	 */
	public static String mapLocation(PayloadNode locations, String address) {
		return locations.node()
			.properties()
			.stream()
			.filter((location) -> address.startsWith(location.getKey()))
			.max(Comparator.comparingInt((location) -> location.getKey().length()))
			.map((location) -> location.getValue().asString("") + address.substring(location.getKey().length()))
			.orElse(address);
	}

	/** The tier in the member {@code tier} of a payload; null if unstated. */
	public static Environment.@Nullable Tier tier(PayloadNode payload) {
		PayloadNode node = payload.at("tier");
		return !node.isPresent() ? null
				: Arrays.stream(Environment.Tier.values())
					.filter((tier) -> tier.name().equalsIgnoreCase(node.required()))
					.findFirst()
					.orElseThrow(() -> node.invalid("must be one of " + List.of(Environment.Tier.values())));
	}

	/**
	 * Settings of a source ({@code pedigree.sources.<name>}). Credentials are references,
	 * {@code env:NAME} or {@code file:/path}.
	 *
	 * @param type the type of connector: {@code mlflow}
	 * @param url the base URL of all requests; required also with webhooks
	 * @param token a bearer token
	 * @param username for HTTP basic authentication, with the password
	 * @param signingSecrets the allowed webhook secrets; several allow a rotation
	 * @param every the poll interval
	 * @param overlap how far a poll reaches back before its cursor, because clocks differ
	 * and earlier runs may have ended since
	 * @param timeout the timeout of a request
	 * @param retryPause the pause before the first retry, doubled for each further one
	 * @param ownerTag the tag or label that names the owner of a model or deployment
	 * @param tier the tier of its deployments
	 * @param locations prefixes of addresses in the source, and their global form:
	 * {@code pvc://models/} is {@code s3://lake/models/}
	 * @param projects the projects to poll, {@code owner/name}
	 * @param ca a file of trusted certificates (PEM); null for those of Java
	 */
	public record Settings(String type, URI url, @Nullable String token, @Nullable String username,
			@Nullable String password, @DefaultValue List<String> signingSecrets, @DefaultValue("5m") Duration every,
			@DefaultValue("10m") Duration overlap, @DefaultValue("30s") Duration timeout,
			@DefaultValue("10") int requestsPerSecond, @DefaultValue("1s") Duration retryPause,
			@Nullable String ownerTag, Environment.@Nullable Tier tier, @DefaultValue Map<String, String> locations,
			@DefaultValue List<String> projects, @Nullable Path ca) {

		/** Validates the settings at startup. */
		public Settings {
			Stream.concat(Stream.of(token, password).flatMap(Stream::ofNullable), signingSecrets.stream())
				.forEach(Secret::new);
			if (url == null || url.getHost() == null || url.getUserInfo() != null
					|| !("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
				throw new IllegalArgumentException(
						"url: is invalid; allowed is http(s)://host/... without credentials");
			}
			if (every.compareTo(Duration.ofSeconds(1)) < 0 || requestsPerSecond < 1) {
				throw new IllegalArgumentException(
						"every, requests-per-second: is too small; allowed are at least 1s and at least 1");
			}
			if (retryPause.isNegative() || retryPause.compareTo(SourceHttpClient.MAX_PAUSE) > 0) {
				throw new IllegalArgumentException("retry-pause: must not be " + retryPause + "; allowed is 0s to 1m");
			}
		}

		/** Whether a setting that connectors may require is present. */
		boolean has(String setting) {
			return switch (setting) {
				case "projects" -> !this.projects.isEmpty();
				case "username" -> this.username != null;
				case "password" -> this.password != null;
				default -> throw new IllegalArgumentException(setting);
			};
		}

	}

}
