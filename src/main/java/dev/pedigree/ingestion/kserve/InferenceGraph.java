package dev.pedigree.ingestion.kserve;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.PayloadNode;

/**
 * The services that an InferenceGraph calls, from its root on: by name in its namespace,
 * or by URL in the cluster.
 *
 * @param unknown URLs of services outside of the cluster
 */
record InferenceGraph(Set<Urn> services, List<PayloadNode> unknown) {

	/** The URL of a service in the cluster, or of one of its KServe components. */
	private static final Pattern SERVICE = Pattern
		.compile("https?://(?<name>[^./:]+?)(-(predictor|transformer|explainer)(-default)?)?"
				+ "\\.(?<namespace>[^./:]+)\\.svc([./:].*)?");

	static InferenceGraph of(String cluster, String namespace, PayloadNode nodes) {
		InferenceGraph graph = new InferenceGraph(new HashSet<>(), new ArrayList<>());
		Deque<String> ahead = new ArrayDeque<>(List.of("root"));
		Set<String> visited = new HashSet<>(ahead);
		while (!ahead.isEmpty()) {
			for (PayloadNode step : nodes.at(ahead.remove()).object().at("steps").elements()) {
				step.text("nodeName").filter(visited::add).ifPresent(ahead::add);
				step.text("serviceName").ifPresent((name) -> graph.services.add(deployment(cluster, namespace, name)));
				step.text("serviceUrl").ifPresent((url) -> {
					Matcher service = SERVICE.matcher(url);
					if (service.matches()) {
						graph.services.add(deployment(cluster, service.group("namespace"), service.group("name")));
					}
					else {
						graph.unknown.add(step.at("serviceUrl"));
					}
				});
			}
		}
		return graph;
	}

	private static Urn deployment(String cluster, String namespace, String name) {
		return Urn.deployment("kserve://" + cluster + "/" + namespace, KserveKind.INFERENCE_SERVICE.deployment(name));
	}

}
