package dev.pedigree.ingestion;

import java.nio.charset.StandardCharsets;

import dev.pedigree.Asking;
import dev.pedigree.GraphTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** Look-ups normalize names: the spelling of a source finds the asset. */
@GraphTest
class NormalNamesTests {

	private static final String ID = "data:s3://normal-names|notes";

	@LocalServerPort
	int port;

	@Autowired
	Asking asking;

	@ParameterizedTest
	@ValueSource(strings = { "asset(id: \"data:s3a://normal-names|notes/\")",
			"asset(id: \"data:S3://normal-names|/notes/day=1\")",
			"asset(id: \"version:s3a://normal-names|/notes|v:1\")",
			"assetByAlias(key: \"data:s3a://normal-names|notes/\")", "assetByAlias(key: \"s3a://normal-names|notes/\")",
			"assetByAlias(key: \"s3n://normal-names/notes/\")" })
	void findTheirAsset(String field) throws Exception {
		new FileDoor(this.port).taken("huggingface?namespace=s3a://normal-names&name=notes/&version=1",
				"# Ranker\nRanks disputes.".getBytes(StandardCharsets.UTF_8));
		Object found = this.asking.value("{ found: " + field + " { id } }", "found.id");
		assertThat(found).isEqualTo(field.contains("version:") ? "version:s3://normal-names|notes|v:1" : ID);
	}

}
