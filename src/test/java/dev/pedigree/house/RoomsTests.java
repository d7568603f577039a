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

/** Who may know whom, and what the rooms are called. */
@Execution(ExecutionMode.CONCURRENT)
class RoomsTests {

	private static final JavaClasses HOUSE = new ClassFileImporter().importPath(Path.of("target", "classes"));

	/** Empty rooms: names that say nothing of the field. */
	private static final Set<String> HOLLOW = Set.of("util", "utils", "common", "helper", "helpers", "impl", "dto");

	/** Calls that read the time of the machine. */
	private static final Pattern MACHINE_TIME = Pattern
		.compile("java\\.time\\.\\w+\\.now|java\\.time\\.(Clock|InstantSource)\\."
				+ "(system|tick)\\w*|java\\.lang\\.System\\.currentTimeMillis|java\\.util\\.(Date|GregorianCalendar)\\.<init>"
				+ "|java\\.util\\.Calendar\\.getInstance");

	@Test
	void importsRunDownward() {
		ApplicationModules rooms = ApplicationModules.of(PedigreeApplication.class);
		// A package-info among the tests would hide that of the room, and allow
		// everything.
		assertThat(rooms.stream().map((room) -> room.getBasePackage().getName())).containsExactlyInAnyOrderElementsOf(
				packages().stream().filter((name) -> !name.equals("dev.pedigree")).toList());
		rooms.verify();
	}

	@Test
	void eachRoomAndEachAdapterSaysWhomItMayKnow() {
		assertThat(packages()).filteredOn((name) -> !name.equals("dev.pedigree")).allSatisfy((name) -> {
			assertThat(HOUSE.getPackage(name).isAnnotatedWith(ApplicationModule.class))
				.as("@ApplicationModule on %s", name)
				.isTrue();
			assertThat(HOUSE.getPackage(name).getAnnotationOfType(ApplicationModule.class).allowedDependencies())
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
		SlicesRuleDefinition.slices().matching("dev.pedigree.(**)").should().beFreeOfCycles().check(HOUSE);
	}

	@Test
	void packagesAreNamedForTheField() {
		assertThat(packages())
			.allSatisfy((name) -> assertThat(List.of(name.split("\\."))).doesNotContainAnyElementsOf(HOLLOW));
	}

	@Test
	void onlyRepositoriesReachTheStore() {
		noClasses().that()
			.haveNameNotMatching(".*Repository(\\$.*)?")
			.and()
			.resideOutsideOfPackage("dev.pedigree.graph")
			.should()
			.dependOnClassesThat(DescribedPredicate.describe("are Neo4jClient, GraphStore or CypherQuery",
					(JavaClass type) -> type.isEquivalentTo(Neo4jClient.class) || type.isEquivalentTo(GraphStore.class)
							|| type.isEquivalentTo(CypherQuery.class)))
			.because("there is one road to the store: a named query in the module's repository")
			.check(HOUSE);
	}

	/** Tests move it; durations and deadlines use {@code System.nanoTime()}. */
	@Test
	void clockBeanIsTheOnlySourceOfNow() {
		noClasses().that()
			.doNotBelongToAnyOf(PedigreeApplication.class)
			.should()
			.accessTargetWhere(
					DescribedPredicate.describe("it reads the time of the machine", RoomsTests::readsMachineTime))
			.check(HOUSE);
	}

	private static boolean readsMachineTime(JavaAccess<?> access) {
		return access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target
				&& MACHINE_TIME.matcher(target.getOwner().getName() + "." + target.getName()).matches()
				&& target.getRawParameterTypes().stream().noneMatch((type) -> type.isEquivalentTo(Clock.class));
	}

	@Test
	void doorsAreNotPublic() {
		classes().that()
			.haveNameMatching(".*(Controller|Repository|Source|Client|Properties)")
			// What adapters, in packages of their own, implement and use.
			.and()
			.doNotHaveFullyQualifiedName("dev.pedigree.ingestion.MetadataSource")
			.and()
			.doNotHaveFullyQualifiedName("dev.pedigree.ingestion.connector.SourceHttpClient")
			.should()
			.notBePublic()
			.check(HOUSE);
	}

	/**
	 * All tasks with a fixed delay share the one thread of the scheduler, whatever they
	 * do; subscribers must not wait until something long is done.
	 */
	@Test
	void onlyTheTailOfChangesHoldsTheSchedulersThread() {
		assertThat(HOUSE.stream()
			.flatMap((type) -> type.getMethods().stream())
			.filter((method) -> method.isAnnotatedWith(Scheduled.class))
			.filter((method) -> {
				Scheduled scheduled = method.getAnnotationOfType(Scheduled.class);
				return scheduled.fixedDelay() >= 0 || !scheduled.fixedDelayString().isEmpty();
			})
			.map((method) -> method.getFullName())).containsExactly("dev.pedigree.changes.ChangeLog.refresh()");
	}

	private static Set<String> packages() {
		return HOUSE.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
	}

}
