package dev.pedigree.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Query;
import org.neo4j.driver.QueryRunner;
import org.neo4j.driver.Result;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.Transaction;
import org.neo4j.driver.summary.ProfiledPlan;
import org.neo4j.driver.summary.ResultSummary;

import org.springframework.beans.factory.config.BeanPostProcessor;

/** Counts, at the driver, the queries that the catalog sends to the store. */
public final class CountedQueries implements BeanPostProcessor {

	private static final Queue<String> sent = new ConcurrentLinkedQueue<>();

	private static final Map<String, Long> costs = new ConcurrentHashMap<>();

	/**
	 * The thread whose queries are profiled; others send queries whatever a test does.
	 */
	private static volatile @Nullable Thread profiled;

	private static final Set<AccessMode> modes = ConcurrentHashMap.newKeySet();

	private static final AtomicInteger begun = new AtomicInteger();

	/** The queries that were sent while an action ran. */
	public static List<String> during(Runnable action) {
		sent.clear();
		action.run();
		return List.copyOf(sent);
	}

	/**
	 * What each query that an action sends on this thread costs, in accesses to the
	 * store, by the first line of its file; the dearest of several.
	 */
	public static Map<String, Long> costsDuring(Runnable action) {
		costs.clear();
		profiled = Thread.currentThread();
		try {
			action.run();
		}
		finally {
			profiled = null;
		}
		return new TreeMap<>(costs);
	}

	/** The access modes of the sessions that were opened while an action ran. */
	public static Set<AccessMode> modesDuring(Runnable action) {
		modes.clear();
		action.run();
		return Set.copyOf(modes);
	}

	/** How many transactions were begun, each a trip of its own, while an action ran. */
	public static int begunDuring(Runnable action) {
		begun.set(0);
		action.run();
		return begun.get();
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		return (bean instanceof Driver driver) ? counted(Driver.class, driver) : bean;
	}

	private static <T> T counted(Class<T> type, T target) {
		return type
			.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, args) -> {
				if (target instanceof QueryRunner && method.getName().equals("run")) {
					Query query = (args[0] instanceof Query whole) ? whole : new Query((String) args[0]);
					if (!isBackground()) {
						sent.add(query.text());
					}
					if (Thread.currentThread().equals(profiled)) {
						String text = "PROFILE " + query.text();
						args[0] = (args[0] instanceof Query) ? query.withText(text) : text;
					}
				}
				if (method.getName().equals("beginTransaction") && !isBackground()) {
					begun.incrementAndGet();
				}
				if (args != null && args.length == 1 && args[0] instanceof SessionConfig session && !isBackground()) {
					modes.add(session.defaultAccessMode());
				}
				try {
					return result(method.invoke(target, args));
				}
				catch (InvocationTargetException ex) {
					throw ex.getTargetException();
				}
			}));
	}

	/** The scheduler's and the poller's threads send queries whatever a test does. */
	private static boolean isBackground() {
		String thread = Thread.currentThread().getName();
		return thread.startsWith("scheduling-") || thread.startsWith("poll-");
	}

	private static long hits(ProfiledPlan plan) {
		return plan.dbHits() + plan.children().stream().mapToLong(CountedQueries::hits).sum();
	}

	private static @Nullable Object result(@Nullable Object result) {
		return switch (result) {
			case Session session -> counted(Session.class, session);
			case Transaction transaction -> counted(Transaction.class, transaction);
			case Result rows when Thread.currentThread().equals(profiled) -> counted(Result.class, rows);
			case ResultSummary summary when summary.hasProfile() -> {
				costs.merge(summary.query().text().lines().skip(1).findFirst().orElseThrow(), hits(summary.profile()),
						Math::max);
				yield summary;
			}
			case null, default -> result;
		};
	}

}
