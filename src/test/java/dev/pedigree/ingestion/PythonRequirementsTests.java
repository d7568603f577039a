package dev.pedigree.ingestion;

import java.util.List;

import dev.pedigree.evaluation.Packages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests of parsing pip requirements files. */
class PythonRequirementsTests {

	@Test
	void onlyPinnedPackagesAreStored() {
		PythonRequirements requirements = PythonRequirements.of("""
				# pip 24 with token=in-a-comment
				--index-url https://ada:index-password@pypi.example/simple
				-r /home/grace/other.txt
				-c constraints.txt

				mlflow==2.13.1
				scikit_learn == 1.5.2  # the estimator
				uvicorn[standard]==0.30.1 ; python_version >= "3.9"
				torch==2.4.0+cu121
				pinned==1.0 \\
				    --hash=sha256:0011 \\
				    --hash=sha256:2233
				numpy
				pandas>=2.0,<3
				xgboost==2.*
				-e git+https://ada:git-password@git.example/own.git#egg=own
				other @ git+https://ghp_token@git.example/other.git
				local @ file:///home/grace/local
				./wheels/own-1.0-py3-none-any.whl
				""");
		assertThat(requirements.pinned().stream().map(PythonRequirements.Pin::text)).containsExactly("mlflow==2.13.1",
				"scikit_learn==1.5.2", "uvicorn==0.30.1", "torch==2.4.0+cu121", "pinned==1.0");
		assertThat(requirements.pinned().get(3).purl()).isEqualTo("pkg:pypi/torch@2.4.0%2Bcu121");
		assertThat(requirements.others()).isEqualTo(7);
	}

	@Test
	void storedPackagesArePackageUrls() {
		List<String> purls = PythonRequirements.of("A.b-c_d==1!2.0.post1+local.7\n0x==0\n" + "z".repeat(200) + "==1\n")
			.pinned()
			.stream()
			.map(PythonRequirements.Pin::purl)
			.toList();
		assertThat(Packages.canonical("packages", purls)).hasSize(3).contains("pkg:pypi/0x@0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n\n", "# nothing", "--no-index" })
	void otherLinesAreNoPackages(String text) {
		assertThat(PythonRequirements.of(text)).isEqualTo(new PythonRequirements(List.of(), 0));
	}

	@Test
	void longLinesAreIgnored() {
		String spaces = " ".repeat(200_000);
		assertThat(PythonRequirements.of("a".repeat(300) + "==1\na==" + spaces + "1" + spaces + "x\n"))
			.isEqualTo(new PythonRequirements(List.of(), 2));
	}

}
