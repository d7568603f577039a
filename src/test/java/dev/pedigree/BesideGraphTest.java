package dev.pedigree;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

import org.springframework.test.context.TestPropertySource;

/**
 * A {@link GraphTest} that runs beside the others, on a second store and context that all
 * such tests share, one after the other. It has no stub sources and no counted queries,
 * and it may move the {@link MovableClock}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@GraphTest
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("dev.pedigree.BesideGraphTest")
@TestPropertySource(properties = "pedigree-test.store=beside")
public @interface BesideGraphTest {

}
