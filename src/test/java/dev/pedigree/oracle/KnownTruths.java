package dev.pedigree.oracle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.pedigree.catalog.Urn;
import dev.pedigree.description.Statement;
import dev.pedigree.ingestion.MetadataEvent;
import dev.pedigree.run.DataUse;
import dev.pedigree.run.JobDeclaration;
import org.junit.jupiter.api.BeforeEach;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The ground of tests whose expected graphs are written by hand from the rules. Each is
 * run against the oracle and against the store.
 *
 * <p>
 * In the expected lines data and jobs have their bare names, a version is
 * {@code data@version}, a run {@code job/run}, and a time of March 2026 is
 * {@code 02T10:00}.
 */
abstract class KnownTruths {

	private final List<MetadataEvent> told = new ArrayList<>();

	private String namespace = "";

	@BeforeEach
	void nothingIsTold() {
		this.told.clear();
		this.namespace = freshNamespace();
	}

	/** A namespace that nothing is in. */
	abstract String freshNamespace();

	/** The graph that the messages lead to. */
	abstract OracleGraph graphOf(String namespace, List<MetadataEvent> events);

	final RunScript run(String job, String runId) {
		return new RunScript(this.namespace, job, runId);
	}

	final DataUse use(String name) {
		return RunScript.use(this.namespace, name);
	}

	final Urn data(String name) {
		return Urn.data(this.namespace, name);
	}

	final void tell(RunScript... runs) {
		for (RunScript run : runs) {
			this.told.addAll(run.told());
		}
	}

	final void declare(String job, String at, List<String> inputs, List<String> outputs) {
		this.told.add(new MetadataEvent.JobDeclared(new JobDeclaration(Urn.job(this.namespace, job), RunScript.time(at),
				"design", inputs.stream().map(this::use).toList(), outputs.stream().map(this::use).toList())));
	}

	/**
	 * A run that starts at an hour of a day and completes an hour later, told in two
	 * messages.
	 */
	final void nightly(RunScript run, String day) {
		tell(run.start(day + "T01:00").complete(day + "T02:00"));
	}

	final void flows(String... lines) {
		expect("flow ", lines);
	}

	final void fed(String... lines) {
		expect("fed ", lines);
	}

	final void versions(String... lines) {
		expect("version ", lines);
	}

	final void assets(String... lines) {
		expect("asset ", lines);
	}

	final void aliases(String... lines) {
		expect("alias ", lines);
	}

	final void renames(String... lines) {
		expect("renamed ", lines);
	}

	private void expect(String start, String... lines) {
		OracleGraph graph = graphOf(this.namespace, this.told);
		assertThat(
				graph.lines(this.namespace).stream().filter((line) -> line.startsWith(start)).map(KnownTruths::brief))
			.containsExactlyInAnyOrder(lines);
	}

	private static String brief(String line) {
		return line.substring(line.indexOf(' ') + 1)
			.replaceAll("(\\d{4}-\\d\\d)-(\\d\\dT\\d\\d:\\d\\d):00Z", "$2")
			.replaceAll("version:([^| ]+)\\|", "$1@")
			.replaceAll("run:([^| @]+)\\|", "$1/")
			.replaceAll("(data|job):", "")
			.replace(" openlineage ", " ");
	}

	/** The namespace, and the moment of nothing, for what is not told by a run. */
	final String namespace() {
		return this.namespace;
	}

	final void describe(Urn asset, String group, Instant at) {
		this.told.add(new MetadataEvent.AssetDescribed(Statement.captured(asset, group, at, "openlineage", Map.of())));
	}

}
