package dev.pedigree.house;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import dev.pedigree.PedigreeApplication;
import dev.pedigree.graph.CypherQuery;
import dev.pedigree.graph.GraphStore;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import org.springframework.data.neo4j.core.Neo4jClient;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.scheduling.annotation.Scheduled;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/** The modules: their dependencies, names and visibility. */
@Execution(ExecutionMode.CONCURRENT)
class ArchitectureTests {

	private static final JavaClasses CLASSES = new ClassFileImporter().importPath(Path.of("target", "classes"));

	/** Names of packages that are no terms of the field. */
	private static final Set<String> EMPTY_NAMES = Set.of("util", "utils", "common", "helper", "helpers", "impl",
			"dto");

	/** Calls that read the time of the machine. */
	private static final Pattern MACHINE_TIME = Pattern
		.compile("java\\.time\\.\\w+\\.now|java\\.time\\.(Clock|InstantSource)\\."
				+ "(system|tick)\\w*|java\\.lang\\.System\\.currentTimeMillis|java\\.util\\.(Date|GregorianCalendar)\\.<init>"
				+ "|java\\.util\\.Calendar\\.getInstance");

	@Test
	void importsRunDownward() {
		ApplicationModules modules = ApplicationModules.of(PedigreeApplication.class);
		// A package-info among the tests would hide that of the module, and allow
		// everything.
		assertThat(modules.stream().map((module) -> module.getBasePackage().getName()))
			.containsExactlyInAnyOrderElementsOf(
					packages().stream().filter((name) -> !name.equals("dev.pedigree")).toList());
		modules.verify();
	}

	@Test
	void moduleDeclaresItsDependencies() {
		assertThat(packages()).filteredOn((name) -> !name.equals("dev.pedigree")).allSatisfy((name) -> {
			assertThat(CLASSES.getPackage(name).isAnnotatedWith(ApplicationModule.class))
				.as("@ApplicationModule on %s", name)
				.isTrue();
			assertThat(CLASSES.getPackage(name).getAnnotationOfType(ApplicationModule.class).allowedDependencies())
				.as("allowedDependencies of %s", name)
				.doesNotContain(ApplicationModule.OPEN_TOKEN);
		});
	}

	@Test
	void eachPackageIsNullMarked() {
		assertThat(packages())
			.allSatisfy((name) -> assertThat(Class.forName(name + ".package-info")).as("package-info of %s", name)
				.hasAnnotation(NullMarked.class));
	}

	@Test
	void packagesHaveNoCycles() {
		SlicesRuleDefinition.slices().matching("dev.pedigree.(**)").should().beFreeOfCycles().check(CLASSES);
	}

	@Test
	void packagesAreNamedForTheField() {
		assertThat(packages())
			.allSatisfy((name) -> assertThat(List.of(name.split("\\."))).doesNotContainAnyElementsOf(EMPTY_NAMES));
	}

	@Test
	void onlyRepositoriesUseTheStore() {
		noClasses().that()
			.haveNameNotMatching(".*Repository(\\$.*)?")
			.and()
			.resideOutsideOfPackage("dev.pedigree.graph")
			.should()
			.dependOnClassesThat(DescribedPredicate.describe("are Neo4jClient, GraphStore or CypherQuery",
					(JavaClass type) -> type.isEquivalentTo(Neo4jClient.class) || type.isEquivalentTo(GraphStore.class)
							|| type.isEquivalentTo(CypherQuery.class)))
			.because("each query is a file that the repository of its module runs")
			.check(CLASSES);
	}

	/** Tests move it; durations and deadlines use {@code System.nanoTime()}. */
	@Test
	void clockBeanIsTheOnlySourceOfNow() {
		noClasses().that()
			.doNotBelongToAnyOf(PedigreeApplication.class)
			.should()
			.accessTargetWhere(DescribedPredicate.describe("it reads the time of the machine",
					ArchitectureTests::readsMachineTime))
			.check(CLASSES);
	}

	private static boolean readsMachineTime(JavaAccess<?> access) {
		return access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target
				&& MACHINE_TIME.matcher(target.getOwner().getName() + "." + target.getName()).matches()
				&& target.getRawParameterTypes().stream().noneMatch((type) -> type.isEquivalentTo(Clock.class));
	}

	@Test
	void endpointsAndRepositoriesAreNotPublic() {
		classes().that()
			.haveNameMatching(".*(Controller|Repository|Source|Client|Properties)")
			// Adapters, which have packages of their own, implement and use these two.
			.and()
			.doNotHaveFullyQualifiedName("dev.pedigree.ingestion.MetadataSource")
			.and()
			.doNotHaveFullyQualifiedName("dev.pedigree.ingestion.connector.SourceHttpClient")
			.should()
			.notBePublic()
			.check(CLASSES);
	}

	/**
	 * All tasks with a fixed delay share the thread of the scheduler, and subscribers
	 * must not wait for a long task.
	 */
	@Test
	void changeLogAloneHasAFixedDelay() {
		assertThat(CLASSES.stream()
			.flatMap((type) -> type.getMethods().stream())
			.filter((method) -> method.isAnnotatedWith(Scheduled.class))
			.filter((method) -> {
				Scheduled scheduled = method.getAnnotationOfType(Scheduled.class);
				return scheduled.fixedDelay() >= 0 || !scheduled.fixedDelayString().isEmpty();
			})
			.map((method) -> method.getFullName())).containsExactly("dev.pedigree.changes.ChangeLog.refresh()");
	}

	private static Set<String> packages() {
		return CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
	}

}
