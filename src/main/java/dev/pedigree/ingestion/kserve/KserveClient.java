package dev.pedigree.ingestion.kserve;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import dev.pedigree.ingestion.connector.Secret;
import dev.pedigree.ingestion.connector.SourceConfig;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Client of a Kubernetes cluster: lists and watches objects of KServe. */
final class KserveClient implements AutoCloseable {

	private static final long PAGE = 200;

	/** Members of containers that may have secrets. */
	private static final Set<String> PRIVATE = Set.of("env", "envFrom", "command");

	private static final Pattern MODEL_ARGUMENT = Pattern.compile("--model_id(=.*)?");

	private final KubernetesClient client;

	KserveClient(SourceConfig.Settings settings) {
		this.client = new KubernetesClientBuilder().withConfig(config(settings)).build();
	}

	private static Config config(SourceConfig.Settings settings) {
		ConfigBuilder config = new ConfigBuilder(Config.empty()).withMasterUrl(settings.url().toString())
			.withRequestTimeout((int) settings.timeout().toMillis())
			.withConnectionTimeout((int) settings.timeout().toMillis())
			.withRequestRetryBackoffLimit(4)
			.withRequestRetryBackoffInterval(1000);
		String token = settings.token();
		if (token != null) {
			config.withOauthTokenProvider(new Secret(token)::read);
		}
		if (settings.ca() != null) {
			config.withCaCertFile(settings.ca().toString());
		}
		return config.build();
	}

	GenericKubernetesResourceList page(KserveKind kind, String version, @Nullable String next) {
		return this.client.genericKubernetesResources(context(kind, version))
			.inAnyNamespace()
			.list(new ListOptionsBuilder().withLimit(PAGE).withContinue(next).build());
	}

	Watch watch(KserveKind kind, String version, String resourceVersion, Watcher<GenericKubernetesResource> watcher) {
		return this.client.genericKubernetesResources(context(kind, version))
			.inAnyNamespace()
			.watch(new ListOptionsBuilder().withResourceVersion(resourceVersion).build(), watcher);
	}

	private static ResourceDefinitionContext context(KserveKind kind, String version) {
		return new ResourceDefinitionContext.Builder().withGroup(kind.group())
			.withVersion(version)
			.withKind(kind.word())
			.withPlural(kind.plural())
			.withNamespaced(true)
			.build();
	}

	static ObjectNode json(KserveKind kind, GenericKubernetesResource object) {
		ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(Serialization.asJson(object));
		return strip(json.put("kind", kind.word()));
	}

	static ObjectNode strip(ObjectNode json) {
		if (json.path("metadata").path("annotations") instanceof ObjectNode annotations) {
			annotations.remove("kubectl.kubernetes.io/last-applied-configuration");
		}
		json.path("metadata").path("managedFields").forEach((writer) -> {
			if (writer instanceof ObjectNode object) {
				object.remove("fieldsV1");
			}
		});
		removePrivate(json.path("spec"));
		return json;
	}

	/** Removes environment, commands and arguments of containers, except the model id. */
	private static void removePrivate(JsonNode node) {
		if (node instanceof ObjectNode object) {
			object.remove(PRIVATE);
			if (object.path("args") instanceof ArrayNode arguments) {
				List<JsonNode> all = List.copyOf(arguments.values());
				arguments.removeAll();
				boolean isValue = false;
				for (JsonNode argument : all) {
					String text = argument.asString("");
					boolean names = MODEL_ARGUMENT.matcher(text).matches();
					if (names || isValue) {
						arguments.add(argument);
					}
					isValue = names && !text.contains("=");
				}
			}
		}
		node.forEach(KserveClient::removePrivate);
	}

	@Override
	public void close() {
		this.client.close();
	}

}
