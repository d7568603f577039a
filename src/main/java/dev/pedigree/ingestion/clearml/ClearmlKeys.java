package dev.pedigree.ingestion.clearml;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.PayloadNode;

/**
 * Creates the keys of ClearML items, which are named within their projects.
 *
 * @param root the namespace of the server: {@code clearml://prod}
 */
record ClearmlKeys(String root) {

	private static final Pattern DATASET = Pattern.compile("(?:(.*)/)?\\.datasets/(.+)", Pattern.DOTALL);

	/** The key of a task's job. */
	Urn job(PayloadNode task) {
		return Urn.job(namespace(project(task)), task.name());
	}

	/** The version of a model: ClearML models with one name are versions of one model. */
	StatedVersion model(PayloadNode model) {
		return version(model, Urn.data(namespace(project(model)), model.name()));
	}

	/**
	 * The dataset version that a task represents. Its hidden project has the name of the
	 * dataset; older datasets are in an ordinary project. The key differs from that of a
	 * model of the same name.
	 */
	StatedVersion dataset(PayloadNode task) {
		String project = project(task);
		Matcher hidden = DATASET.matcher(project);
		boolean named = hidden.matches();
		String within = !named ? project : (hidden.group(1) != null) ? hidden.group(1) : "";
		return version(task, Urn.data(namespace(within) + "/.datasets", named ? hidden.group(2) : task.name()));
	}

	private static StatedVersion version(PayloadNode item, Urn data) {
		return new StatedVersion(Urn.version(data, "clearml:" + item.at("id").required()), data, false);
	}

	private static String project(PayloadNode item) {
		PayloadNode name = item.at(ClearmlKind.PROJECT_NAME);
		if (!name.isPresent() && item.at("project").isPresent()) {
			throw item.at("project").invalid("is not visible to the catalog; access to the project is required");
		}
		return name.isPresent() ? name.required() : "";
	}

	/** Escapes characters that would begin a query or fragment. */
	private String namespace(String project) {
		return project.isEmpty() ? this.root
				: this.root + "/" + project.replace("%", "%25").replace("?", "%3F").replace("#", "%23");
	}

}
