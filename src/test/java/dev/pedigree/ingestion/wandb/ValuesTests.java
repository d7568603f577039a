package dev.pedigree.ingestion.wandb;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Programs in the configuration of a run. */
class ValuesTests {

	/** A run is known by its program, and never by whose machine it lay on. */
	@ParameterizedTest
	@CsvSource(delimiter = '~', quoteCharacter = '^', nullValues = "none", value = {
			"'code_path': 'code/jobs/train.py' ~ jobs/train.py",
			"'e': {'w': {'codePath': 'jobs/train.py', 'program': '/home/grace/jobs/train.py'}} ~ jobs/train.py",
			"'e': {'w': {'program': '/home/grace/train.py'}} ~ train.py",
			"'e': {'w': {'program': 'home/grace/train.py'}} ~ train.py",
			"'e': {'w': {'program': 'file:///Users/grace/train.py'}} ~ train.py",
			"'e': {'w': {'program': '../../grace/train.py'}} ~ train.py",
			"'e': {'w': {'program': 'C:\\\\grace\\\\train.py'}} ~ train.py",
			"'e': {'w': {'program': '<python with no main file>'}} ~ none",
			"'e': {'a': {'program': 'eval.py', 'startedAt': '2026-03-02T00:00:00Z'}, 'b': {'program': 'train.py', 'startedAt': '2026-03-01T00:00:00Z'}} ~ train.py",
			"'e': {'w': {'program': 'train.py'}}, 'code_path': 'code/other.py' ~ train.py",
			"'cli_version': '0.13' ~ none" })
	void programOfARun(String own, String program) {
		assertThat(Values
			.program(JsonMapper.shared().readTree("{'_wandb': {'value': {%s}}}".formatted(own).replace('\'', '"')))
			.orElse(null)).isEqualTo(program);
	}

}
