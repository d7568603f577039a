package dev.pedigree.deployment;

import java.util.Map;

import dev.pedigree.catalog.Node;
import dev.pedigree.catalog.NodeReader;

import org.springframework.stereotype.Component;

/** Lets {@code node(id)} find environments. */
@Component
class EnvironmentReader implements NodeReader {

	@Override
	public String label() {
		return "Environment";
	}

	@Override
	public Node read(Map<String, Object> properties) {
		return Environment.of(properties);
	}

}
