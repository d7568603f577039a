package dev.pedigree.ingestion.clearml;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.pedigree.catalog.StatedVersion;
import dev.pedigree.catalog.Urn;
import dev.pedigree.ingestion.PayloadNode;

/**
 * The names of what a ClearML server knows by ids: each is named within its project.
 *
 * @param root the namespace of all of it: {@code clearml://prod}
 */
record Names(String root) {

	private static final Pattern DATASET = Pattern.compile("(?:(.*)/)?\\.datasets/(.+)", Pattern.DOTALL);

	/** The job of a task. */
	Urn job(PayloadNode task) {
		return Urn.job(namespace(project(task)), task.name());
	}

	/** A model, which ClearML has no versions of: those of one name are. */
	StatedVersion model(PayloadNode model) {
		return version(model, Urn.data(namespace(project(model)), model.name()));
	}

	/**
	 * The version of a dataset that a task stands for. The hidden project that it lies in
	 * has the dataset's name; older datasets lie in a project like any other. A model of
	 * the same name is none of its versions.
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
		if (!name.isThere() && item.at("project").isThere()) {
			throw item.at("project").refused("is not shown to the catalog, so nothing in it can be named");
		}
		return name.isThere() ? name.required() : "";
	}

	/** What begins a query or a fragment of an address is neither here. */
	private String namespace(String project) {
		return project.isEmpty() ? this.root
				: this.root + "/" + project.replace("%", "%25").replace("?", "%3F").replace("#", "%23");
	}

}
