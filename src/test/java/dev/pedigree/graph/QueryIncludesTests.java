package dev.pedigree.graph;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class QueryIncludesTests {

	@Test
	void includeIsReplacedByItsFragment() {
		QueryIncludes includes = new QueryIncludes();
		assertThat(includes.expand("some.cypher", """
				// Comments may name {{an include}}.
				MATCH (team:Team)
				WHERE team.urn > '' AND {{owner-filter(asset: team)}}
				RETURN team.urn AS urn
				""")).isEqualTo("""
				MATCH (team:Team)
				WHERE team.urn > '' AND ($owned IS NULL OR EXISTS { (team)<-[:OWNS]-() } = $owned)
				  AND ($team IS NULL OR EXISTS { (team)<-[:OWNS]-(:Entity {urn: $team}) })
				RETURN team.urn AS urn
				""");
		assertThat(includes.names()).containsExactly("owner-filter");
	}

	@Test
	void fragmentMayIncludeAnother() {
		QueryIncludes includes = new QueryIncludes();
		assertThat(includes.expand("some.cypher", "{{deployment-filter(deployment: d)}}"))
			.contains("($tag IS NULL OR $tag IN d.tags)")
			.doesNotContain("{{", "//");
		assertThat(includes.names()).containsExactlyInAnyOrder("deployment-filter", "asset-filter");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '~', quoteCharacter = '"',
			textBlock = """
					{{owners-filter(asset: a)}}         ~ unknown include 'owners-filter'; there is no file cypher/includes/owners-filter.cypher
					{{owner-filter(node: a)}}           ~ 'owner-filter' takes the arguments [asset], not [node]
					{{owner-filter()}}                  ~ 'owner-filter' takes the arguments [asset], not []
					{{owner-filter(asset: a, team: b)}} ~ 'owner-filter' takes the arguments [asset], not [asset, team]
					{{owner-filter asset}}              ~ 'owner-filter asset' is no include; write {{name(argument: value)}}
					""")
	void invalidIncludeIsAnErrorThatNamesFileAndLine(String include, String message) {
		assertThatIllegalStateException()
			.isThrownBy(() -> new QueryIncludes().expand("some.cypher", "// Comment.\nMATCH (a)\nWHERE " + include))
			.withMessage("some.cypher:3: " + message);
	}

}
