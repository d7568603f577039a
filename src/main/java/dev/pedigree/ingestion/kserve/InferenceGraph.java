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
 * Which services an InferenceGraph calls, from its root on: by name those of its own
 * namespace, by address those within the cluster.
 */
final class InferenceGraph {

	/** A service within the cluster, or one of the components that KServe makes of it. */
	private static final Pattern WITHIN = Pattern
		.compile("https?://(?<name>[^./:]+?)(-(predictor|transformer|explainer)(-default)?)?"
				+ "\\.(?<namespace>[^./:]+)\\.svc([./:].*)?");

	private final String cluster;

	private final Set<Urn> services = new HashSet<>();

	private final List<PayloadNode> unknown = new ArrayList<>();

	/**
	 * Reads a graph.
	 * @param cluster as it is configured
	 * @param namespace where the graph is
	 * @param nodes by name; it begins at {@code root}
	 */
	InferenceGraph(String cluster, String namespace, PayloadNode nodes) {
		this.cluster = cluster;
		Deque<String> ahead = new ArrayDeque<>(List.of("root"));
		Set<String> met = new HashSet<>(ahead);
		while (!ahead.isEmpty()) {
			for (PayloadNode step : nodes.at(ahead.remove()).object().at("steps").elements()) {
				step.text("nodeName").filter(met::add).ifPresent(ahead::add);
				step.text("serviceName").ifPresent((name) -> call(namespace, name));
				step.text("serviceUrl").ifPresent((address) -> call(step, address));
			}
		}
	}

	private void call(PayloadNode step, String address) {
		Matcher within = WITHIN.matcher(address);
		if (within.matches()) {
			call(within.group("namespace"), within.group("name"));
		}
		else {
			this.unknown.add(step.at("serviceUrl"));
		}
	}

	private void call(String namespace, String name) {
		this.services.add(Urn.deployment("kserve://" + this.cluster + "/" + namespace,
				KserveKind.INFERENCE_SERVICE.deployment(name)));
	}

	/** The deployments that it calls. */
	Set<Urn> services() {
		return this.services;
	}

	/** Addresses of which the cluster does not say what they lead to. */
	List<PayloadNode> unknown() {
		return this.unknown;
	}

}
